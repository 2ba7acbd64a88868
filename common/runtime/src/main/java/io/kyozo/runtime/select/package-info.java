/** Chooses the runtime that the configuration, and what answers on this host, call for. */
@NullMarked
@CheckReturnValue
package io.kyozo.runtime.select;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
