/** Chores that look after running replicas. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.service.jobs;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
