/** What a folder is made of: the model that the walk, the detectors and the generators share. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
