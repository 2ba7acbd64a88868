/** How an image comes from a folder: what is built, and the name that its content gives it. Plain Java. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.build;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
