/** The benchmark of the engine, beside a bare loop and other engines; run by {@code ./kyozo bench jobs}. */
@NullMarked
@CheckReturnValue
package io.kyozo.jobs.bench;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
