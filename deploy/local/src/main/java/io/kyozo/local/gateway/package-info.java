/** The gateway: one public port in front of the services and of all that they deployed. */
@NullMarked
@CheckReturnValue
package io.kyozo.local.gateway;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
