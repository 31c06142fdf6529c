package io.llmi.gateway.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import io.llmi.toolkit.blob.BlobStoreException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers failed requests of all resources with problem details. */
final class ProblemMapper {
    @ServerExceptionMapper
    Response problem(ProblemException failure, UriInfo uri) {
        return answer(failure, uri);
    }

    @ServerExceptionMapper
    Response web(WebApplicationException failure, UriInfo uri) {
        if (failure.getResponse().getStatus() < 400) {
            return failure.getResponse();
        }
        return answer(failure, uri);
    }

    @ServerExceptionMapper
    Response blobs(BlobStoreException failure, UriInfo uri) {
        return answer(failure, uri);
    }

    @ServerExceptionMapper
    Response other(Throwable failure, UriInfo uri) {
        return answer(failure, uri);
    }

    private static Response answer(Throwable failure, UriInfo uri) {
        return Problems.response(Problems.of(failure, uri.getRequestUri().getRawPath()));
    }
}
