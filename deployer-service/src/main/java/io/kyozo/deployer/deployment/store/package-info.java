/** Deployments, their audit trail and their objects in PostgreSQL. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.deployment.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
