/** The engine in a Quarkus application: configuration, discovery of handlers, start and stop, measures. */
@NullMarked
@CheckReturnValue
package io.kyozo.jobs.cdi;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
