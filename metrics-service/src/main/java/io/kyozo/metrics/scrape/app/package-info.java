/** Reads what replicas export, and its ports. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.scrape.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
