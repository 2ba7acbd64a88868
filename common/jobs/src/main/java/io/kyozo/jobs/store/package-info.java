/** The ports on PostgreSQL, as single statements. */
@NullMarked
@CheckReturnValue
package io.kyozo.jobs.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
