package org.synnefo.cyclades.api.requests;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.synnefo.cyclades.api.configuration.ApiConfiguration;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.api.faults.FaultKind;

/** Reads bodies up to the maximum size. */
@Provider
@Consumes(MediaType.WILDCARD)
public final class RequestBodyReader implements MessageBodyReader<RequestBody> {

  private final ApiConfiguration configuration;

  @Inject
  public RequestBodyReader(ApiConfiguration configuration) {
    this.configuration = configuration;
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == RequestBody.class;
  }

  @Override
  public RequestBody readFrom(
      Class<RequestBody> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream in)
      throws IOException {
    byte[] raw = in.readNBytes(configuration.maxBodySize() + 1);
    if (raw.length > configuration.maxBodySize()) {
      throw tooLarge(configuration.maxBodySize());
    }
    JsonNode object = parse(raw, mediaType);
    if (object == null || !object.isObject()) {
      throw Fault.badRequest("The body must be an object.");
    }
    return new RequestBody(raw, object);
  }

  static Fault tooLarge(int limit) {
    return Fault.overLimit("The request body is larger than %d bytes.", limit);
  }

  private static JsonNode parse(byte[] raw, MediaType mediaType) {
    String type = mediaType == null ? "" : mediaType.getType() + "/" + mediaType.getSubtype();
    return switch (type) {
      case "application/json", "application/vnd.openstack.compute-v1.1+json" ->
          JsonBodies.read(raw);
      case "application/xml", "application/vnd.openstack.compute-v1.1+xml" -> XmlBodies.read(raw);
      default ->
          throw Fault.of(
              FaultKind.BAD_MEDIA_TYPE,
              "The media type of a body must be application/json or application/xml.");
    };
  }
}
