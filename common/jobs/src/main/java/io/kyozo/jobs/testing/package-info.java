/** For tests of handlers: an engine in memory, whose time stands still until the test moves it. */
@NullMarked
@CheckReturnValue
package io.kyozo.jobs.testing;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
