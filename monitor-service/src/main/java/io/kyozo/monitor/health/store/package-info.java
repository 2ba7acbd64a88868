/** Health and its history, in PostgreSQL. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.health.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
