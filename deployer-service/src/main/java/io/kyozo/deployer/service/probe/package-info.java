/** Whether the runtime answers. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.service.probe;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
