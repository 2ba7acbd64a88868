/** Environment variables that people give to their services. Plain Java. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.variable;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
