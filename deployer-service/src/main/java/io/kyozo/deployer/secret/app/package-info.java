/** Keeps and generates the secrets of workspaces. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.secret.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
