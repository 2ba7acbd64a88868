/** Sets variables, sealing their values. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.variable.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
