/** What the kernel tells of a group of processes, read from its files: plain Java, no engine asked. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.collect.cgroup;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
