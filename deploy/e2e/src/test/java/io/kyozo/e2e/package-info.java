/** The whole journey through the command line: every sample, on both runtimes, from folder to nothing left behind. */
@NullMarked
package io.kyozo.e2e;

import org.jspecify.annotations.NullMarked;
