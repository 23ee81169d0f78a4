package org.synnefo.cyclades.api.requests;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.synnefo.cyclades.api.faults.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RequestFieldsTest {

  private final ObjectNode object = JsonNodeFactory.instance.objectNode();
  private final RequestFields fields = new RequestFields("server", object);

  static Stream<Consumer<RequestFields>> optional() {
    return Stream.of(
        fields -> fields.optionalText("x"),
        fields -> fields.optionalTexts("x"),
        fields -> fields.objects("x"));
  }

  static Stream<Consumer<RequestFields>> required() {
    return Stream.of(
        fields -> fields.text("x"),
        fields -> fields.name("x"),
        fields -> fields.reference("x"),
        fields -> fields.referenceOrUuid("x"),
        fields -> fields.object("x"),
        fields -> fields.enumValue("x", Thread.State.class));
  }

  @Test
  void anOptionalFieldMayBeAbsent() {
    assertThat(fields.optionalText("x")).isEmpty();
    assertThat(fields.optionalTexts("x")).isEmpty();
    assertThat(fields.objects("x")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("optional")
  void anOptionalFieldMustNotBeNull(Consumer<RequestFields> read) {
    object.putNull("x");

    assertThatThrownBy(() -> read.accept(fields))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("'server.x' must be");
  }

  @ParameterizedTest
  @MethodSource("required")
  void missingOrNullRequiredFieldsAreNamed(Consumer<RequestFields> read) {
    assertThatThrownBy(() -> read.accept(fields)).hasMessage("'server.x' is missing.");
    object.putNull("x");
    assertThatThrownBy(() -> read.accept(fields))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("'server.x'");
  }
}
