/** Forgetting what is old enough, as a job. */
@NullMarked
@CheckReturnValue
package io.kyozo.monitor.retention.jobs;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
