/** Dockerfiles and .dockerignore files for what was found. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology.generate;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
