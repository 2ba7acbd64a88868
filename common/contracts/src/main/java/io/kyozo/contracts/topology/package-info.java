/** The topology document: what the analyzer found in a folder and how it is to be run. */
@NullMarked
@CheckReturnValue
package io.kyozo.contracts.topology;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
