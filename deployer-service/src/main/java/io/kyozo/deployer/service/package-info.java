/** Services and their replicas: what they are made of and what they are told. Plain Java. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.service;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
