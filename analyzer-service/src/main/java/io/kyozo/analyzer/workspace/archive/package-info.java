/** Uploaded archives: hostile until proven harmless, then stored by content. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.workspace.archive;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
