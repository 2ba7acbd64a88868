package io.kyozo.web.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.sql.SqlFault;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every failure of a request into a problem. What was not expected is logged, and told without its insides. */
class ErrorMappers {
    private static final Logger LOG = Logger.getLogger(ErrorMappers.class);
    private static final Map<String, String> CHALLENGE = Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    private static final String RETRY_AFTER = "Retry-After";

    @ServerExceptionMapper
    Response expected(KyozoException failure, HttpHeaders request) {
        Problem problem = Problem.of(failure.code(), failure.detail(), List.of(), failure.fields());
        if (failure.code().status() >= Response.Status.INTERNAL_SERVER_ERROR.getStatusCode()) {
            LOG.error(failure.code().code() + " " + failure.detail(), failure);
        }
        if (failure.code() == ErrorCode.UNAUTHENTICATED) {
            return ProblemResponses.of(problem, request, CHALLENGE);
        }
        Object wait = failure.fields().get("retryAfterSeconds");
        return ProblemResponses.of(problem, request, wait == null ? Map.of() : Map.of(RETRY_AFTER, wait.toString()));
    }

    @ServerExceptionMapper
    Response violated(ConstraintViolationException failure, HttpHeaders request) {
        return Violations.isOurs(failure)
                ? unexpected(failure, request)
                : ProblemResponses.of(Violations.problem(failure), request);
    }

    @ServerExceptionMapper
    Response unreadable(MismatchedInputException failure, HttpHeaders request) {
        return ProblemResponses.of(JsonFaults.problem(failure), request);
    }

    @ServerExceptionMapper
    Response unauthorized(UnauthorizedException failure, HttpHeaders request) {
        return noValidToken(request, "Send a bearer token in the Authorization header.");
    }

    @ServerExceptionMapper
    Response notAuthenticated(AuthenticationFailedException failure, HttpHeaders request) {
        // Only our own check of the team has a message meant for the caller; what a library says could help to forge.
        String detail = Optional.ofNullable(failure.getMessage())
                .filter(message -> message.startsWith("The token's "))
                .orElse(
                        "The token is expired, not meant for this service or not signed by a trusted issuer. Get a new one.");
        return noValidToken(request, detail);
    }

    private static Response noValidToken(HttpHeaders request, String detail) {
        return ProblemResponses.of(Problem.of(ErrorCode.UNAUTHENTICATED, detail), request, CHALLENGE);
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException failure, HttpHeaders request) {
        String detail = "The token lacks the role that this needs. Ask an admin of the team for it.";
        return ProblemResponses.of(Problem.of(ErrorCode.FORBIDDEN, detail), request);
    }

    @ServerExceptionMapper
    Response refused(WebApplicationException failure, HttpHeaders request) {
        Response response = failure.getResponse();
        if (response.hasEntity() || response.getStatus() < Response.Status.BAD_REQUEST.getStatusCode()) {
            return response;
        }
        if (failure.getCause() instanceof JsonProcessingException json) {
            return ProblemResponses.of(JsonFaults.problem(json), request);
        }
        return HttpFaults.code(response.getStatus())
                .map(code -> ProblemResponses.of(Problem.of(code, HttpFaults.detail(code)), request))
                .orElseGet(() -> unexpected(failure, request));
    }

    @ServerExceptionMapper
    Response unexpected(Throwable failure, HttpHeaders request) {
        SqlFault fault = SqlFault.of(failure);
        if (fault == SqlFault.CONNECTION_LOST || fault == SqlFault.TIMEOUT) {
            LOG.warn("the database does not answer", failure);
            String detail = "The database does not answer. Try again in a few seconds.";
            Problem problem = Problem.of(ErrorCode.UNAVAILABLE, detail);
            return ProblemResponses.of(problem, request, Map.of(RETRY_AFTER, "5"));
        }
        LOG.error("a request failed unexpectedly", failure);
        String detail = "This is our mistake. Tell the operator the correlation id; the logs say more.";
        return ProblemResponses.of(Problem.of(ErrorCode.INTERNAL, detail), request);
    }
}
