/** What was done, as a table. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.heal.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
