/** Probes replicas from outside. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.deployment.probe;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
