/** Texts that nobody may read in the database: sealed before they are stored, with the installation's key. */
@NullMarked
@CheckReturnValue
package io.kyozo.sql.seal;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
