/** What was found in a folder, told to a person: services, why, how sure, how they hang together. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology.explain;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
