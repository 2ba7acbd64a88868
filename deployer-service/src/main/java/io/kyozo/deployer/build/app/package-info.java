/** Builds images: puts the folder on disk and hands it to the runtime. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.build.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
