package io.kyozo.jobs;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a {@link Worker}: admins may enqueue jobs of its type through the API. Its arguments then come from outside, so the
 * handler trusts them no more than those of any other request.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Requestable {}
