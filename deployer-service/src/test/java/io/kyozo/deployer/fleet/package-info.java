/** Workspaces of many services and many containers: how long the deployer takes, and what it takes of memory. */
@NullMarked
package io.kyozo.deployer.fleet;

import org.jspecify.annotations.NullMarked;
