package io.kyozo.monitor.notify.rest;

import io.kyozo.monitor.notify.app.NotificationStore;
import io.kyozo.monitor.notify.app.NotificationStore.Notification;
import io.kyozo.web.auth.Caller;
import io.kyozo.web.auth.Roles;
import io.kyozo.web.jsonapi.Document;
import io.kyozo.web.jsonapi.Resource;
import io.kyozo.web.page.PageQuery;
import io.kyozo.web.page.Pages;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the caller's team was told. */
@Path("/api/v1/notifications")
@Produces(Document.MEDIA_TYPE)
@Tag(name = "Health")
public class NotificationResource {
    private final NotificationStore store;
    private final Caller caller;

    NotificationResource(NotificationStore store, Caller caller) {
        this.store = store;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "What was told, newest first, and whether it was taken")
    public Uni<Document<List<Resource<NotificationView>>>> list(
            @Valid @BeanParam PageQuery page, @Context UriInfo uri) {
        return store.list(caller.teamId(), page.cursor(), page.fetch())
                .map(rows -> Pages.of(uri, page, rows, NotificationView::resource));
    }

    /**
     * A notification.
     *
     * @param summary in one line
     * @param text as people get it
     * @param createdAt when it was due
     * @param deliveredAt when it was taken; null before
     * @param failure why the last try failed; null where none did
     */
    public record NotificationView(
            String summary,
            String text,
            Instant createdAt,
            @Nullable Instant deliveredAt,
            @Nullable String failure) {
        static Resource<NotificationView> resource(Notification of) {
            NotificationView view = new NotificationView(
                    of.message().subject(), of.message().text(), of.createdAt(), of.deliveredAt(), of.failure());
            return Resource.of("notifications", of.id(), view)
                    .related("channel", "notification-channels", of.channelId());
        }
    }
}
