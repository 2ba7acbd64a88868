/** The data folder of a local installation: where things lie, its keys, and what its launcher says about itself. */
@NullMarked
@CheckReturnValue
package io.kyozo.home;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
