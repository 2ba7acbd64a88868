/** Where topologies are recorded. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
