/** Where requests for a service go. Plain Java. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.route;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
