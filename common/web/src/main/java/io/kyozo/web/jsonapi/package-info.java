/** JSON:API documents. */
@NullMarked
@CheckReturnValue
package io.kyozo.web.jsonapi;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
