package org.synnefo.cyclades.model.message;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Compare with Ganeti, and mend.
 *
 * @param scope what to compare
 * @param id number of the server or backend; null for {@link Scope#ALL}
 */
public record Reconcile(Scope scope, Long id) implements Message {

  /** The {@code type} of this message. */
  public static final String TYPE = "reconcile";

  public Reconcile {
    Fields.required(scope, "scope");
    if (scope != Scope.ALL) {
      Fields.required(id, "id");
    }
  }

  @Override
  public String messageType() {
    return TYPE;
  }

  /** How much is compared. */
  public enum Scope {
    @JsonProperty("server")
    SERVER,
    @JsonProperty("backend")
    BACKEND,
    @JsonProperty("all")
    ALL
  }
}
