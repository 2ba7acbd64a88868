package io.kyozo.web.idempotency;

import org.jspecify.annotations.Nullable;

/** What the first request with a key was, and how it was answered; {@code status} is 0 while it has no answer. */
record KeptAnswer(
        String operation,
        @Nullable String bodyHash,
        int status,
        @Nullable String contentType,
        @Nullable String location,
        @Nullable String body) {}
