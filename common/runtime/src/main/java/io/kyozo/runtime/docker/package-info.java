/** Docker Engine 20.10 or newer over its socket: one class per concern, every call with a deadline on a worker thread. */
@NullMarked
@CheckReturnValue
package io.kyozo.runtime.docker;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
