/** Deployments as jobs of the worker engine. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.deployment.jobs;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
