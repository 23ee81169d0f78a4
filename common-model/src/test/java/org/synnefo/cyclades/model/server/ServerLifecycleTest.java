package org.synnefo.cyclades.model.server;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.synnefo.cyclades.model.message.JobStatus;
import org.synnefo.cyclades.model.server.ServerLifecycle.Become;
import org.synnefo.cyclades.model.server.ServerLifecycle.DeleteIfAbsent;
import org.synnefo.cyclades.model.server.ServerLifecycle.Effect;
import org.synnefo.cyclades.model.server.ServerLifecycle.Stay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.synnefo.cyclades.model.message.JobStatus.CANCELED;
import static org.synnefo.cyclades.model.message.JobStatus.ERROR;
import static org.synnefo.cyclades.model.message.JobStatus.SUCCESS;

class ServerLifecycleTest {

  private static final Map<String, OperatingState> SUCCESSES =
      Map.of(
          "OP_INSTANCE_CREATE", OperatingState.STARTED,
          "OP_INSTANCE_STARTUP", OperatingState.STARTED,
          "OP_INSTANCE_REBOOT", OperatingState.STARTED,
          "OP_INSTANCE_SHUTDOWN", OperatingState.STOPPED,
          "OP_INSTANCE_REMOVE", OperatingState.DESTROYED);

  private static final List<String> OPCODES =
      List.of(
          "OP_INSTANCE_CREATE",
          "OP_INSTANCE_STARTUP",
          "OP_INSTANCE_REBOOT",
          "OP_INSTANCE_SHUTDOWN",
          "OP_INSTANCE_REMOVE",
          "OP_INSTANCE_SET_PARAMS",
          "OP_INSTANCE_REINSTALL",
          "OP_TAGS_SET",
          "OP_SOMETHING_NEW");

  @ParameterizedTest
  @EnumSource(value = OperatingState.class, names = "DESTROYED", mode = EnumSource.Mode.EXCLUDE)
  void aSuccessfulOpcodeSetsItsState(OperatingState current) {
    SUCCESSES.forEach(
        (opcode, expected) ->
            assertThat(ServerLifecycle.effect(current, opcode, SUCCESS))
                .isEqualTo(new Become(expected)));
  }

  @Test
  void everyCombinationHasALegalEffect() {
    for (OperatingState current : OperatingState.values()) {
      for (String opcode : OPCODES) {
        for (JobStatus status : JobStatus.values()) {
          Effect effect = ServerLifecycle.effect(current, opcode, status);
          if (effect instanceof Become become) {
            assertThat(ServerLifecycle.isLegal(current, become.state()))
                .as("%s --%s %s--> %s", current, opcode, status, become.state())
                .isTrue();
            assertThat(status.isTerminal()).isTrue();
          }
        }
      }
    }
  }

  @Test
  void onlyAFailedCreationMovesAServerToError() {
    for (OperatingState current : OperatingState.values()) {
      for (String opcode : OPCODES) {
        for (JobStatus status : List.of(ERROR, CANCELED)) {
          boolean failedBuild =
              current == OperatingState.BUILD && opcode.equals("OP_INSTANCE_CREATE");
          boolean becomesError =
              ServerLifecycle.effect(current, opcode, status)
                  .equals(new Become(OperatingState.ERROR));
          assertThat(becomesError).as("%s %s %s", current, opcode, status).isEqualTo(failedBuild);
        }
      }
    }
  }

  @Test
  void aFailedRemovalChecksForTheInstanceOnlyIfTheServerIsInError() {
    for (OperatingState current : OperatingState.values()) {
      Effect expected = current == OperatingState.ERROR ? new DeleteIfAbsent() : new Stay();
      assertThat(ServerLifecycle.effect(current, "OP_INSTANCE_REMOVE", ERROR)).isEqualTo(expected);
      assertThat(ServerLifecycle.effect(current, "OP_INSTANCE_REMOVE", CANCELED))
          .isEqualTo(new Stay());
    }
  }

  @Test
  void nothingBringsADestroyedServerBack() {
    Random random = new Random(42);
    for (int i = 0; i < 1000; i++) {
      String opcode = OPCODES.get(random.nextInt(OPCODES.size()));
      JobStatus status = JobStatus.values()[random.nextInt(JobStatus.values().length)];
      assertThat(ServerLifecycle.effect(OperatingState.DESTROYED, opcode, status))
          .isEqualTo(new Stay());
    }
    for (OperatingState next : OperatingState.values()) {
      assertThat(ServerLifecycle.isLegal(OperatingState.DESTROYED, next))
          .isEqualTo(next == OperatingState.DESTROYED);
    }
  }
}
