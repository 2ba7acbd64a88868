/** What the services and their clients agree on: events, topology documents, states, errors. No framework. */
@NullMarked
@CheckReturnValue
package io.kyozo.contracts;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
