/** Infrastructure for tests: embedded PostgreSQL and Kafka, tokens, and what wires them into a Quarkus test. */
@NullMarked
@CheckReturnValue
package io.kyozo.testkit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
