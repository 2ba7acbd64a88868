/** Finds .NET services. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology.detect.dotnet;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
