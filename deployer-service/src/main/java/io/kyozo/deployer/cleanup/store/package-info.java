/** What was seen without an account of it. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.cleanup.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
