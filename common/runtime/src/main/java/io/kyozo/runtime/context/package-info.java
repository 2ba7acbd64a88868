/** A build's context: which files of a folder belong to it, as a tar stream or as a copy. */
@NullMarked
@CheckReturnValue
package io.kyozo.runtime.context;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
