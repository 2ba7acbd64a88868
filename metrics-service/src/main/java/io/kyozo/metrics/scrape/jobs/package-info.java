/** When exports are read. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.scrape.jobs;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
