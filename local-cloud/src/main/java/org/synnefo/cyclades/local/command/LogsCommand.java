package org.synnefo.cyclades.local.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.synnefo.cyclades.local.CloudControl;
import org.synnefo.cyclades.local.parts.Part;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ./cyclades logs}. */
@Command(
    name = "logs",
    description =
        "Shows the last of what the parts, or one of them, logged, and where the rest is.")
final class LogsCommand implements Runnable {

  @Spec CommandSpec spec;

  @ParentCommand Cyclades cyclades;

  @Parameters(arity = "0..1", paramLabel = "PART")
  String part;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    Cloud cloud = Cloud.existing(cyclades);
    CloudControl control = cloud.control(line -> {});
    List<Part> parts =
        cloud.parts().all().stream()
            .filter(one -> part == null || one.name().equals(part))
            .toList();
    if (parts.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no part %s; there are %s"
              .formatted(
                  part,
                  cloud.parts().all().stream().map(Part::name).collect(Collectors.joining(", "))));
    }
    for (Part one : parts) {
      out.printf(
          "==> %s (%s)%n%s%n", one, control.process(one).logFile(), control.process(one).logTail());
    }
    out.flush();
  }
}
