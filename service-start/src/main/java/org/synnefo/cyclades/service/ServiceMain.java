package org.synnefo.cyclades.service;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.runtime.Quarkus;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;

/** Runs a service, and says in one line each why it could not start. */
public final class ServiceMain {

  private static final int FAILED = 1;

  /** Says at its start, before any log is set up, what nobody needs to know. */
  private static final Logger HIBERNATE = Logger.getLogger("org.hibernate.orm");

  private ServiceMain() {}

  /**
   * Returns when the service has been stopped.
   *
   * @param program begins each line on standard error
   */
  public static void run(String program, String... arguments) {
    HIBERNATE.setLevel(Level.WARNING);
    Quarkus.run(null, (status, cause) -> exit(program, status, cause), arguments);
  }

  private static void exit(String program, int status, Throwable cause) {
    if (cause == null) {
      System.exit(status);
    }
    List<String> lines = StartFailure.lines(cause, ConfigProvider::getConfig);
    lines.forEach(line -> System.err.println(program + ": " + line));
    if (lines.isEmpty()) {
      // Nobody's mistake but ours. The log may end before it has written this.
      System.err.println(program + ": can't start");
      cause.printStackTrace();
    }
    end(status == 0 ? FAILED : status);
  }

  private static void end(int status) {
    if (InitialConfigurator.DELAYED_HANDLER.isActivated()) {
      System.exit(status);
    }
    // The log was not set up yet: an orderly end would print what waits for it.
    System.err.flush();
    Runtime.getRuntime().halt(status);
  }
}
