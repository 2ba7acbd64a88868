/** The events that ask for deployments. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.deployment.kafka;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
