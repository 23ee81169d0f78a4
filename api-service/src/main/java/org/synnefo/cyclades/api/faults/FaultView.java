package org.synnefo.cyclades.api.faults;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import org.synnefo.cyclades.api.representation.NamedView;
import org.synnefo.cyclades.api.representation.XmlChild;

/**
 * A fault in a response: {@code {"itemNotFound": {"code": 404, "message": "…", "details": ""}}}.
 *
 * @param rootElement name of the fault
 * @param content the other fields
 */
public record FaultView(@JsonIgnore String rootElement, @JsonIgnore Content content)
    implements NamedView {

  /**
   * @param code the HTTP status
   * @param message for people
   * @param details further information
   */
  public record Content(int code, @XmlChild String message, @XmlChild String details) {}

  public static FaultView of(FaultKind kind, String message, String details) {
    return new FaultView(kind.wireName(), new Content(kind.code(), message, details));
  }

  @JsonValue
  Map<String, Content> json() {
    return Map.of(rootElement, content);
  }
}
