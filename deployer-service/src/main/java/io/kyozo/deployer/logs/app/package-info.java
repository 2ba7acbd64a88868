/** Collects a deployment's log lines. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.logs.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
