package org.synnefo.cyclades.model.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;

/**
 * Compare with Ganeti, and mend.
 *
 * @param scope what to compare
 * @param id number of the server or backend; null for {@link Scope#ALL}
 * @param mode what is done with what is found; may be missing
 * @param request of who waits for the reports, one of each cluster; null: nobody
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

  /** How much is compared. */
  public enum Scope {
    @JsonProperty("server")
    SERVER,
    @JsonProperty("backend")
    BACKEND,
    @JsonProperty("all")
    ALL
  }

  /** What is done with what is found. */
  public enum Mode {
    /** Nothing is changed. */
    @JsonProperty("dry-run")
    DRY_RUN,
    /** What the dispatcher's configuration allows is mended. */
    @JsonProperty("mend")
    MEND,
    /** Everything is mended; instances with our prefix that no server has are removed, too. */
    @JsonProperty("fix")
    FIX
  }
}
