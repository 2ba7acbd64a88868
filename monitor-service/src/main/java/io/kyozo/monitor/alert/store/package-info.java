/** Alerts, in PostgreSQL. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.alert.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
