/** Log lines of deployments, without secrets in them. Plain Java. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.logs;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
