/** Sealed secrets in PostgreSQL. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.secret.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
