/** Services over HTTP. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.service.rest;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
