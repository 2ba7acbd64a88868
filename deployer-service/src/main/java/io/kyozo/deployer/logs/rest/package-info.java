/** Logs over HTTP: search, export, live. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.logs.rest;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
