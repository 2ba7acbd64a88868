/** Reconciliation as a job, on start and on a schedule. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.cleanup.jobs;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
