/** Backups and restores as jobs, by schedule too. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.backup.jobs;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
