/** Variables over HTTP; values go in and never come out. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.variable.rest;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
