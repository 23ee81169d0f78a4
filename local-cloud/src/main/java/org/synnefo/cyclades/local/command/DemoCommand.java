package org.synnefo.cyclades.local.command;

import java.io.PrintWriter;
import org.synnefo.cyclades.local.settings.CloudSettings;
import org.synnefo.cyclades.local.tour.ComputeClient;
import org.synnefo.cyclades.local.tour.Tour;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ./cyclades demo}. */
@Command(
    name = "demo",
    description =
        "Creates a server, uses its console, stops, starts, connects and deletes it, and shows each step.")
final class DemoCommand implements Runnable {

  @Spec CommandSpec spec;

  @ParentCommand Cyclades cyclades;

  @Option(
      names = "--no-console",
      description = "Leaves the console out, for clusters whose instances have none.")
  boolean withoutConsole;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    CloudSettings settings = Cloud.existing(cyclades).settings();
    ComputeClient api = new ComputeClient(settings.apiUrl(), settings.secrets().firstToken());
    new Tour(
            api,
            line -> {
              out.println(line);
              out.flush();
            })
        .run(!withoutConsole);
    out.println("The tour is over: everything was as it should be.");
    out.flush();
  }
}
