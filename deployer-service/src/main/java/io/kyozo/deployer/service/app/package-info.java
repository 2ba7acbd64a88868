/** What is known of services and their replicas, and the actions on single replicas. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.service.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
