/** What the gateway counts of the requests to each replica. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.collect.gateway;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
