/** Backups and restores in PostgreSQL. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.backup.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
