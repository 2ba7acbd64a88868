package io.kyozo.web.idempotency;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a POST: a second request of the same team with the same {@code Idempotency-Key} gets the first one's answer and does
 * nothing (IETF draft-ietf-httpapi-idempotency-key-header); the same key with another request is a 422.
 */
@NameBinding
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {}
