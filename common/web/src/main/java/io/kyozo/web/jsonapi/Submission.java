package io.kyozo.web.jsonapi;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * A JSON:API document that a client sends to create or change one resource; take it as {@code @Valid @NotNull}.
 *
 * @param <A> its attributes; a record, as validation would have to guess what is in anything else
 * @param data the resource
 */
@RegisterForReflection
public record Submission<A extends Record>(
        @Valid @NotNull(message = "must be a resource with \"type\" and \"attributes\"")
        Data<A> data) {

    /**
     * The resource sent.
     *
     * @param type must be the collection's
     * @param id of the resource to change; absent to create one (ids are given by the service)
     * @param attributes what it shall hold
     */
    @RegisterForReflection
    public record Data<A extends Record>(
            @NotNull(message = "must name the resource's type")
            String type,

            @Nullable String id,

            @Valid @NotNull(message = "must hold the resource's attributes")
            A attributes) {}

    /** The attributes; fails with {@link ErrorCode#CONFLICT} where the resource is of another type (JSON:API 1.1). */
    public A attributes(String type) {
        if (!data.type().equals(type)) {
            throw new KyozoException(ErrorCode.CONFLICT, "\"/data/type\" must be \"" + type + "\" here.");
        }
        return data.attributes();
    }
}
