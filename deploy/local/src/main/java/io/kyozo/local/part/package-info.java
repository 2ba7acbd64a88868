/** Child processes: how they are started, watched, logged and stopped. */
@NullMarked
@CheckReturnValue
package io.kyozo.local.part;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
