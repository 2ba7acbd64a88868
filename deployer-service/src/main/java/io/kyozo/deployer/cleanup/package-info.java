/** Compares what runs with what should run. Plain Java. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.cleanup;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
