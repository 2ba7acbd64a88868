/** Workers and queues over HTTP. */
@NullMarked
@CheckReturnValue
package io.kyozo.jobs.rest;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
