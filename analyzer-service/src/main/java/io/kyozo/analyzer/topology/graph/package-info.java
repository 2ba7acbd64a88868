/** Managed dependencies, edges between services, start order and cycles. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology.graph;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
