/** Content by hash: blobs, and trees of blobs. */
@NullMarked
@CheckReturnValue
package io.kyozo.storage;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
