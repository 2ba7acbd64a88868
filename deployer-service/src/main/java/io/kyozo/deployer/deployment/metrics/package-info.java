/** Deployments as metrics. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.deployment.metrics;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
