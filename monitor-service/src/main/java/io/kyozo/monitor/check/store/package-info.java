/** What is probed, in PostgreSQL. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.check.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
