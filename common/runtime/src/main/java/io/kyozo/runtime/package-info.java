/** What builds images and runs containers, behind one port: Docker Engine, local processes, Kubernetes. */
@NullMarked
@CheckReturnValue
package io.kyozo.runtime;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
