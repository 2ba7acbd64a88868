/** Reference pages that are made from the sources. */
@NullMarked
@CheckReturnValue
package io.kyozo.testkit.docs;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
