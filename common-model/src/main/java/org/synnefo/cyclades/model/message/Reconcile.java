package org.synnefo.cyclades.model.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;

/**
 * Requests a reconciliation with Ganeti.
 *
 * @param scope what to compare
 * @param id number of the server or backend; null for {@link Scope#ALL}
 * @param mode what to do about differences; may be missing
 * @param request identifies the report that each cluster writes; null if no report is wanted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Reconcile(Scope scope, Long id, Mode mode, UUID request) implements Message {

  /** The {@code type} of this message. */
  public static final String TYPE = "reconcile";

  public Reconcile {
    MessageFields.required(scope, "scope");
    if (scope != Scope.ALL) {
      MessageFields.required(id, "id");
    }
    mode = mode == null ? Mode.MEND : mode;
  }

  @Override
  public String messageType() {
    return TYPE;
  }

  /** What to compare. */
  public enum Scope {
    @JsonProperty("server")
    SERVER,
    @JsonProperty("backend")
    BACKEND,
    @JsonProperty("all")
    ALL
  }

  /** What to do about differences. */
  public enum Mode {
    /** Only report. */
    @JsonProperty("dry-run")
    DRY_RUN,
    /** Repair what the dispatcher's configuration allows. */
    @JsonProperty("mend")
    MEND,
    /** Repair everything, and also remove instances with our prefix that belong to no server. */
    @JsonProperty("fix")
    FIX
  }
}
