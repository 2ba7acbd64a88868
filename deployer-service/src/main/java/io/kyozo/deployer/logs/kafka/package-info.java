/** Wishes to look on at logs. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.logs.kafka;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
