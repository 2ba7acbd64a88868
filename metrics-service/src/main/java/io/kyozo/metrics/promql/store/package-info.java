/** Which series there are, in plain SQL. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.promql.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
