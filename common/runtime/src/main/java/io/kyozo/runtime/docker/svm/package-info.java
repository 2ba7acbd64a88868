/** What a native image must know of docker-java: transports of other systems, which it would link, are left out. */
@NullMarked
@CheckReturnValue
package io.kyozo.runtime.docker.svm;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
