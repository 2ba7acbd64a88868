/** Backups of services' data, and restoring them. Plain Java. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.backup;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
