/** Services and replicas in PostgreSQL. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.service.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
