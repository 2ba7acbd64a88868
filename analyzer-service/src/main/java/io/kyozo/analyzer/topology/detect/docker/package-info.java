/** Reads what Dockerfiles, compose files and Procfiles say. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology.detect.docker;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
