/** Records in JSON columns, for the stores of all features. */
@NullMarked
@CheckReturnValue
package io.kyozo.deployer.json.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
