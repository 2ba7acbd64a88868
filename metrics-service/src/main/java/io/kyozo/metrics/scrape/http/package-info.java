/** Exports over HTTP, within limits. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.scrape.http;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
