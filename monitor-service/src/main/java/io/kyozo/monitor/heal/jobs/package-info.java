/** The regular look at what is to be healed. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.heal.jobs;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
