/** What every service says about itself: health and metrics. */
@NullMarked
@CheckReturnValue
package io.kyozo.web.observe;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
