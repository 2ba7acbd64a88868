/** Advice in PostgreSQL. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.advice.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
