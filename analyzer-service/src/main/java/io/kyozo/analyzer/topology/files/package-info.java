/** Folders that are read from the blob store, and the documents written to it. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology.files;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
