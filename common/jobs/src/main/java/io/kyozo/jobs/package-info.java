/** The worker engine: durable jobs in the schema of the service that owns them. */
@NullMarked
@CheckReturnValue
package io.kyozo.jobs;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
