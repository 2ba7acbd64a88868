/** What is done about a service that runs and does not serve. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.heal;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
