/** The deployer: builds, runs, verifies and routes the services of a workspace, and undoes what fails. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
