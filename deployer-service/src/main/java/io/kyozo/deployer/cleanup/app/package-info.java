/** Removes what is not accounted for and brings back what is missing. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.cleanup.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
