/** HTTP conventions of all services. */
@NullMarked
@CheckReturnValue
package io.kyozo.web;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
