package org.synnefo.cyclades.api.representation;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Writes views in the representation chosen for the request. */
@Provider
@Produces({"application/json", "application/xml", "application/atom+xml"})
public final class ViewWriter implements MessageBodyWriter<View> {

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return View.class.isAssignableFrom(type);
  }

  @Override
  public void writeTo(
      View view,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    Representation representation = representation(mediaType).bestFor(view);
    headers.putSingle(HttpHeaders.CONTENT_TYPE, representation.contentType());
    out.write(representation.encode(view));
  }

  private static Representation representation(MediaType type) {
    for (Representation representation : Representation.values()) {
      if (type.isCompatible(MediaType.valueOf(representation.mediaType()))) {
        return representation;
      }
    }
    return Representation.JSON;
  }
}
