/** Calls of the installation's API. */
@NullMarked
@CheckReturnValue
package io.kyozo.cli.api;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
