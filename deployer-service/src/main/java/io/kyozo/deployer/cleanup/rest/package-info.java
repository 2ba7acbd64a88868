/** Clean-up over HTTP: what would go, what went. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.cleanup.rest;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
