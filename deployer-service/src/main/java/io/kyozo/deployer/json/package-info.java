/** How constants are written for others. Plain Java. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.json;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
