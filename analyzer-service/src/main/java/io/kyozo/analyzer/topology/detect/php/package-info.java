/** Finds PHP services. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology.detect.php;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
