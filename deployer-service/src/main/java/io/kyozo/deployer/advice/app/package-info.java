/** The port to where advice is kept. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.advice.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
