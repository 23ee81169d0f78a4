package org.synnefo.cyclades.service;

import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;

/** What an operator is told about a failed start. */
final class StartFailure {

  private StartFailure() {}

  /**
   * @param config the settings, if they could be read
   * @return one line for each mistake; none if the failure is not the operator's
   */
  static List<String> lines(Throwable failure, Supplier<Config> config) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnusableSettingsException unusable) {
        return unusable.lines();
      }
      if (cause instanceof ConfigValidationException invalid) {
        return problems(invalid);
      }
      if (cause instanceof QuarkusBindException bind) {
        return List.of(
            "port %d at %s is in use by another process (quarkus.http.port, quarkus.http.host)"
                .formatted(bind.getPort(), bind.getHost()));
      }
      if (cause instanceof BindException) {
        return List.of("a port is in use by another process: " + cause.getMessage());
      }
    }
    // The framework stumbled over what the check would have found a moment later.
    return SettingsCheck.problems(config.get());
  }

  private static List<String> problems(ConfigValidationException invalid) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < invalid.getProblemCount(); i++) {
      lines.add(ConfigProblem.line(invalid.getProblem(i).getMessage()));
    }
    return lines.stream().distinct().toList();
  }
}
