package io.kyozo.web.idempotency;

import jakarta.interceptor.InterceptorBinding;
import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a POST: a second request of the same team with the same {@code Idempotency-Key} gets the first one's answer and does
 * nothing (IETF draft-ietf-httpapi-idempotency-key-header); the same key with another request is a 422, and while the
 * first is still being done a 409. Only successes are kept: what failed may be tried again with the same key. Of a body
 * that is not JSON only its type is compared, so that uploads stream.
 */
@NameBinding
@InterceptorBinding
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {}
