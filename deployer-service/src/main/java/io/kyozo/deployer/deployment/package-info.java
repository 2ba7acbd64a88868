/** Deployments: plan, saga and rollout as pure functions. Plain Java. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.deployment;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
