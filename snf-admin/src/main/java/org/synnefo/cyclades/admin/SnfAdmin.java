package org.synnefo.cyclades.admin;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.synnefo.cyclades.admin.output.StandardOutput;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;

/** {@code snf-admin}. Each command has {@code --help}, since it inherits that. */
@Command(
    name = "snf-admin",
    description = "Administers a Cyclades deployment.",
    mixinStandardHelpOptions = true,
    versionProvider = SnfAdmin.Version.class,
    scope = ScopeType.INHERIT)
public final class SnfAdmin {

  SnfAdmin() {}

  public static void main(String[] arguments) {
    LibraryLogging.disable();
    PrintWriter errors = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    PrintWriter output = StandardOutput.writer();
    CommandExecution execution = new CommandExecution(output, errors);
    int status =
        new CommandTree(errors)
            .of(arguments)
            .setOut(output)
            .setErr(errors)
            .setParameterExceptionHandler(new UsageErrors())
            .setExecutionStrategy(execution)
            .execute(arguments);
    System.exit(execution.finished(status));
  }

  /** The version that was built, as the jar's manifest has it. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = SnfAdmin.class.getPackage().getImplementationVersion();
      return new String[] {"snf-admin " + (version == null ? "(not packaged)" : version)};
    }
  }
}
