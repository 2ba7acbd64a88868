/** The deployment saga's steps and the use cases around them. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.deployment.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
