/** The analysis as a job. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology.jobs;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
