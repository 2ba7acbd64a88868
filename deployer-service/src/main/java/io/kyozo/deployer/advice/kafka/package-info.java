/** Advice as the metrics service gives it. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.advice.kafka;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
