/** One id that follows a piece of work through logs, jobs and events of all services. */
@NullMarked
@CheckReturnValue
package io.kyozo.web.correlation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
