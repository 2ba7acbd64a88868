/** Reading and rewriting Dockerfiles, pure: base images, trust of a CA bundle, syntax that the classic builder lacks. */
@NullMarked
@CheckReturnValue
package io.kyozo.runtime.dockerfile;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
