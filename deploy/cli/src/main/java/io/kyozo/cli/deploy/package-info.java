/** Deploying a folder and following it to its end. */
@NullMarked
@CheckReturnValue
package io.kyozo.cli.deploy;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
