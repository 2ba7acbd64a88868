/** The embedded PostgreSQL server and who may see what in it. */
@NullMarked
@CheckReturnValue
package io.kyozo.local.postgres;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
