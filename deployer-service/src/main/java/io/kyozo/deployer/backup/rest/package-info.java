/** Backups and restores as resources. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.backup.rest;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
