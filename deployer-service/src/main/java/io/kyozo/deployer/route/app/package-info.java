/** The port to whoever holds the routes. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.route.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
