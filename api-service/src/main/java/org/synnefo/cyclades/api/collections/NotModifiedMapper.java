package org.synnefo.cyclades.api.collections;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Responds with status 304 and no body. */
@Provider
public final class NotModifiedMapper implements ExceptionMapper<NotModified> {

  @Override
  public Response toResponse(NotModified nothing) {
    return Response.notModified().build();
  }
}
