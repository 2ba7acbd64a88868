/** Takes backups, restores them and removes old ones. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.backup.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
