/** What a topology is run with elsewhere: a compose file and Kubernetes manifests. */
@NullMarked
@CheckReturnValue
package io.kyozo.analyzer.topology.generate.manifest;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
