/** Variables in PostgreSQL; their values are secrets. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.variable.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
