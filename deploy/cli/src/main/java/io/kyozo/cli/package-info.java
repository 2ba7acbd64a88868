/** The command line: starting, stopping and looking at an installation. */
@NullMarked
@CheckReturnValue
package io.kyozo.cli;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
