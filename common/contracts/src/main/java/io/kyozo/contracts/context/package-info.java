/** What of a folder an image is built from: the analysis reasons about it, the builder obeys it. */
@NullMarked
@CheckReturnValue
package io.kyozo.contracts.context;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
