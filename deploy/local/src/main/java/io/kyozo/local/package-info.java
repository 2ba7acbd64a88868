/** The launcher: one process that prepares the data folder and runs everything an installation needs. */
@NullMarked
@CheckReturnValue
package io.kyozo.local;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
