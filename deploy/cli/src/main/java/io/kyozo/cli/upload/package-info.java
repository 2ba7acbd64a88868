/** A folder on its way to the analyzer: which files, as one stream. */
@NullMarked
@CheckReturnValue
package io.kyozo.cli.upload;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
