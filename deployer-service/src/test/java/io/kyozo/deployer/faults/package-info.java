/** Deployers in processes of their own that are killed at any moment, and the oracle that judges what is left. */
@NullMarked
package io.kyozo.deployer.faults;

import org.jspecify.annotations.NullMarked;
