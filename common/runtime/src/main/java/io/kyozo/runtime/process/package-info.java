/**
 * Local processes instead of containers: the embedded default where no engine answers. Not isolated from the host. All
 * state is on disk, so that another process, or this one after a restart, sees and ends what was started.
 */
@NullMarked
@CheckReturnValue
package io.kyozo.runtime.process;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
