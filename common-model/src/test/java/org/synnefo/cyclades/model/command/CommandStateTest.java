package org.synnefo.cyclades.model.command;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CommandStateTest {

  @Test
  void everyNonFinalStateHasSuccessorsAndCanFail() {
    for (CommandState state : CommandState.values()) {
      assertThat(state.successors().isEmpty()).as(state.name()).isEqualTo(state.isFinal());
      if (!state.isFinal()) {
        assertThat(state.successors()).contains(CommandState.FAILED).doesNotContain(state);
      }
    }
  }

  @Test
  void aSubmittedCommandIsNotClaimedBeforeItsJobEnded() {
    assertThat(CommandState.SUBMITTED.successors()).doesNotContain(CommandState.SUBMITTING);
  }

  @Test
  void verbsHaveTheirWireNames() {
    for (CommandVerb verb : CommandVerb.values()) {
      assertThat(CommandVerb.parse(verb.wireName())).isEqualTo(verb);
    }
    assertThat(CommandVerb.MODIFY_NICS.wireName()).isEqualTo("modify-nics");
    assertThatThrownBy(() -> CommandVerb.parse("explode")).hasMessageContaining("explode");
  }
}
