/** Secrets sealed at rest. Plain Java. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.secret;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
