package org.synnefo.cyclades.local.command;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ./cyclades down}. */
@Command(name = "down", description = "Stops the cloud. Its data stays for the next up.")
final class DownCommand implements Runnable {

  @Spec CommandSpec spec;

  @ParentCommand Cyclades cyclades;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    Cloud cloud = Cloud.existing(cyclades);
    cloud.folder().exclusively(() -> cloud.control(line -> out.println("  " + line)).down());
    out.println("The cloud is down; its data is in %s".formatted(cloud.folder().root()));
    out.flush();
  }
}
