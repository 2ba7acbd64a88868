/** Deployment log lines in PostgreSQL. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.logs.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
