package org.synnefo.cyclades.model.server;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.synnefo.cyclades.model.message.JobStatus;

/**
 * The life cycle of a server: how the end of a Ganeti job changes its operating state.
 *
 * <pre>
 *         create                    job success
 *  (none) ───────▶ BUILD ─────────────────────────▶ STARTED ◀──┐ reboot
 *                   │ job error/canceled               │  ▲     │ success
 *                   ▼                                  ▼  │ ────┘
 *                 ERROR                      shutdown STOPPED  start
 *  any ── remove success ──▶ DESTROYED (deleted)
 * </pre>
 *
 * <p>Every other opcode, and every failure except that of a creation, leaves the state unchanged.
 */
public final class ServerLifecycle {

  private static final Map<String, OperatingState> ON_SUCCESS =
      Map.of(
          "OP_INSTANCE_CREATE", OperatingState.STARTED,
          "OP_INSTANCE_STARTUP", OperatingState.STARTED,
          "OP_INSTANCE_REBOOT", OperatingState.STARTED,
          "OP_INSTANCE_SHUTDOWN", OperatingState.STOPPED,
          "OP_INSTANCE_REMOVE", OperatingState.DESTROYED);

  private static final Map<OperatingState, Set<OperatingState>> LEGAL = legal();

  private ServerLifecycle() {}

  /** The effect of a job's status on a server. */
  public sealed interface Effect permits Become, Stay, DeleteIfAbsent {}

  /** The operating state changes to this one, or is confirmed. */
  public record Become(OperatingState state) implements Effect {}

  /** The operating state does not change. */
  public record Stay() implements Effect {}

  /**
   * A removal failed on a server in ERROR: the server is deleted if Ganeti has no such instance.
   */
  public record DeleteIfAbsent() implements Effect {}

  /**
   * @param current the server's operating state
   * @param opcode Ganeti's opcode
   * @param status the opcode's new status
   */
  public static Effect effect(OperatingState current, String opcode, JobStatus status) {
    if (current == OperatingState.DESTROYED) {
      return new Stay();
    }
    return switch (status) {
      case SUCCESS -> onSuccess(opcode).<Effect>map(Become::new).orElseGet(Stay::new);
      case ERROR, CANCELED -> onFailure(current, opcode, status);
      case QUEUED, WAITING, RUNNING, CANCELING -> new Stay();
    };
  }

  /** Whether a transition is legal. Staying in the same state always is. */
  public static boolean isLegal(OperatingState from, OperatingState to) {
    return from == to || LEGAL.get(from).contains(to);
  }

  private static Optional<OperatingState> onSuccess(String opcode) {
    return Optional.ofNullable(ON_SUCCESS.get(opcode));
  }

  private static Effect onFailure(OperatingState current, String opcode, JobStatus status) {
    if (opcode.equals("OP_INSTANCE_CREATE") && current == OperatingState.BUILD) {
      return new Become(OperatingState.ERROR);
    }
    if (opcode.equals("OP_INSTANCE_REMOVE")
        && status == JobStatus.ERROR
        && current == OperatingState.ERROR) {
      return new DeleteIfAbsent();
    }
    return new Stay();
  }

  private static Map<OperatingState, Set<OperatingState>> legal() {
    Map<OperatingState, Set<OperatingState>> legal = new EnumMap<>(OperatingState.class);
    legal.put(
        OperatingState.BUILD,
        Set.of(
            OperatingState.STARTED,
            OperatingState.STOPPED,
            OperatingState.ERROR,
            OperatingState.DESTROYED));
    legal.put(
        OperatingState.ERROR,
        Set.of(OperatingState.STARTED, OperatingState.STOPPED, OperatingState.DESTROYED));
    legal.put(OperatingState.STARTED, Set.of(OperatingState.STOPPED, OperatingState.DESTROYED));
    legal.put(OperatingState.STOPPED, Set.of(OperatingState.STARTED, OperatingState.DESTROYED));
    legal.put(OperatingState.DESTROYED, Set.of());
    return legal;
  }
}
