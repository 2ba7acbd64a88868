/** Deployments over HTTP. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.deployment.rest;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
