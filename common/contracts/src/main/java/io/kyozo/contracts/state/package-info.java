/** The states of deployments, service instances and health, with their legal transitions. */
@NullMarked
@CheckReturnValue
package io.kyozo.contracts.state;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
