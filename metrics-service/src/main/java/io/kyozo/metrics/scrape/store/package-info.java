/** Names of exported series in PostgreSQL. */
@NullMarked
@CheckReturnValue
package io.kyozo.metrics.scrape.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
