package io.kyozo.web.idempotency;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes a JSON body while it is read, to tell a repetition from another request with the same key. */
@Provider
@Idempotent
class BodyHash implements ReaderInterceptor {
    private final IdempotentRequest request;

    BodyHash(IdempotentRequest request) {
        this.request = request;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        MediaType type = context.getMediaType();
        if (type == null || !type.getSubtype().endsWith("json")) {
            return context.proceed();
        }
        DigestInputStream body = new DigestInputStream(context.getInputStream(), sha256());
        context.setInputStream(body);
        Object entity = context.proceed();
        body.transferTo(OutputStream.nullOutputStream());
        request.hashed(HexFormat.of().formatHex(body.getMessageDigest().digest()));
        return entity;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
