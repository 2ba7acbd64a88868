/** Routes held by the gateway, through its control API. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.route.gateway;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
