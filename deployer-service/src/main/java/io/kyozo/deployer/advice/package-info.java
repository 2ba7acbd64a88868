/** How much a replica should be given, by what it used. Plain Java. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.advice;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
