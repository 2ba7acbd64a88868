package io.kyozo.metrics.threshold.rest;

import io.kyozo.contracts.Uuid7;
import io.kyozo.metrics.threshold.ThresholdRule;
import io.kyozo.metrics.threshold.app.ThresholdRules;
import io.kyozo.web.auth.Caller;
import io.kyozo.web.auth.Roles;
import io.kyozo.web.idempotency.Idempotent;
import io.kyozo.web.jsonapi.Document;
import io.kyozo.web.jsonapi.Resource;
import io.kyozo.web.jsonapi.Submission;
import io.kyozo.web.page.Filters;
import io.kyozo.web.page.PageQuery;
import io.kyozo.web.page.Pages;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** The team's rules about metrics. */
@Path("/api/v1/threshold-rules")
@Produces({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Consumes({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class ThresholdRuleResource {
    private final ThresholdRules rules;
    private final Caller caller;

    ThresholdRuleResource(ThresholdRules rules, Caller caller) {
        this.rules = rules;
        this.caller = caller;
    }

    /** A page of them, newest first; {@code filter[service]} finds those about one service. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<List<Resource<RuleAttributes>>>> list(@Valid @BeanParam PageQuery page, @Context UriInfo uri) {
        Filters filters = Filters.of(uri, "service");
        return rules.list(page.cursor(), filters.uuid("service"), page.fetch())
                .map(rows -> Pages.of(uri, page, rows, RuleAttributes::resource));
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<Resource<RuleAttributes>>> read(UUID id) {
        return rules.find(id).map(ThresholdRuleResource::document);
    }

    @POST
    @Idempotent
    @RolesAllowed(Roles.OPERATOR)
    public Uni<RestResponse<Document<Resource<RuleAttributes>>>> create(
            @Valid @NotNull Submission<RuleAttributes> submission) {
        Instant now = Instant.now();
        RuleAttributes wanted = submission.attributes(RuleAttributes.TYPE);
        return rules.add(wanted.rule(Uuid7.next(), caller.teamId(), now, now)).map(ThresholdRuleResource::created);
    }

    private static RestResponse<Document<Resource<RuleAttributes>>> created(ThresholdRule rule) {
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, document(rule))
                .location(URI.create("/api/v1/threshold-rules/" + rule.id()))
                .build();
    }

    /** Replaces a rule's settings as a whole. */
    @PUT
    @Path("{id}")
    @RolesAllowed(Roles.OPERATOR)
    public Uni<Document<Resource<RuleAttributes>>> change(
            UUID id, @Valid @NotNull Submission<RuleAttributes> submission) {
        RuleAttributes wanted = submission.attributes(RuleAttributes.TYPE);
        return rules.find(id)
                .map(before -> wanted.rule(id, before.teamId(), before.createdAt(), Instant.now()))
                .chain(rules::change)
                .map(ThresholdRuleResource::document);
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Roles.OPERATOR)
    public Uni<Void> remove(UUID id) {
        return rules.remove(id);
    }

    private static Document<Resource<RuleAttributes>> document(ThresholdRule rule) {
        return Document.of(RuleAttributes.resource(rule));
    }
}
