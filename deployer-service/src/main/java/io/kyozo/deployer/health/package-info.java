/** What the deployer says of its own health. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.health;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
