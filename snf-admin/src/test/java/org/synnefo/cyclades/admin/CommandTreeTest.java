package org.synnefo.cyclades.admin;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

import static org.assertj.core.api.Assertions.assertThat;

/** What every command tells of itself. */
class CommandTreeTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource("commands")
  void everyCommandExplainsItself(String name) {
    StringWriter output = new StringWriter();
    String[] words = (name + " --help").split(" ", -1);
    CommandLine commandLine = snfAdmin().setOut(new PrintWriter(output));

    int status = commandLine.execute(Arrays.copyOfRange(words, 1, words.length));

    assertThat(status).isZero();
    assertThat(output.toString()).contains("Usage: " + name);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("commands")
  void everyCommandOptionAndParameterIsDescribed(String name) {
    CommandSpec command =
        tree(snfAdmin())
            .filter(spec -> spec.qualifiedName().equals(name))
            .findFirst()
            .orElseThrow();

    // A command that describes itself with nothing inherits what its parent says.
    assertThat(command.usageMessage().description())
        .isNotEmpty()
        .doesNotContain("")
        .isNotEqualTo(
            command.parent() == null ? null : command.parent().usageMessage().description());
    for (ArgSpec argument : command.args()) {
      assertThat(argument.description())
          .as("%s of %s", argument, name)
          .isNotEmpty()
          .doesNotContain("");
    }
  }

  private static Stream<String> commands() {
    return tree(snfAdmin()).map(CommandSpec::qualifiedName);
  }

  private static Stream<CommandSpec> tree(CommandLine commandLine) {
    return Stream.concat(
        Stream.of(commandLine.getCommandSpec()),
        commandLine.getSubcommands().values().stream().flatMap(CommandTreeTest::tree));
  }

  private static CommandLine snfAdmin() {
    return new CommandTree(new PrintWriter(new StringWriter())).all();
  }
}
