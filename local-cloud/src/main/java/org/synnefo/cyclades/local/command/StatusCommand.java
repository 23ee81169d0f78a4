package org.synnefo.cyclades.local.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.synnefo.cyclades.local.CloudControl.PartState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ./cyclades status}. */
@Command(name = "status", description = "Shows each part; exits with 1 unless all are ready.")
final class StatusCommand implements Callable<Integer> {

  private static final int KILO = 1024;

  enum Output {
    text,
    json
  }

  @Spec CommandSpec spec;

  @ParentCommand Cyclades cyclades;

  @Option(
      names = {"-o", "--output"},
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}.")
  Output output;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Cloud cloud = Cloud.existing(cyclades);
    List<PartState> states = cloud.control(line -> {}).states();
    boolean ready = states.stream().allMatch(PartState::ready);
    if (output == Output.json) {
      out.println(
          new ObjectMapper()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(
                  Map.of("ready", ready, "parts", states, "apiUrl", cloud.settings().apiUrl())));
    } else {
      for (PartState state : states) {
        String word = state.ready() ? "ready" : state.running() ? "not ready" : "down";
        out.printf(
            "%-20s %-10s %8d %6d MiB%n",
            state.part(), word, state.pid(), state.residentKilobytes() / KILO);
      }
      long total = states.stream().mapToLong(PartState::residentKilobytes).sum();
      out.printf(
          "%-20s %-10s %8s %6d MiB%n", "all", ready ? "ready" : "not ready", "", total / KILO);
    }
    out.flush();
    return ready ? 0 : 1;
  }
}
