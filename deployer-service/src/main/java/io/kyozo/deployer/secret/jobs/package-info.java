/** Sealing secrets anew after the key was changed, as a job. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.secret.jobs;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
