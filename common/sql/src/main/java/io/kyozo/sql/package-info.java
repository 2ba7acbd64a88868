/** Transactions over the service's own PostgreSQL schema, shared by data, events and jobs. */
@NullMarked
@CheckReturnValue
package io.kyozo.sql;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
