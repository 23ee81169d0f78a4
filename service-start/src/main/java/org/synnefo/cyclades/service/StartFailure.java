package org.synnefo.cyclades.service;

import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import java.io.IOException;
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
      if (cause instanceof QuarkusBindException || isAddressInUse(cause)) {
        return List.of(
            "port %s at %s is in use by another process (quarkus.http.port, quarkus.http.host)"
                .formatted(
                    config.get().getValue("quarkus.http.port", String.class),
                    config.get().getValue("quarkus.http.host", String.class)));
      }
    }
    // The framework stumbled over what the check would have found a moment later.
    return SettingsCheck.problems(config.get());
  }

  /** Native transports have an exception of their own. */
  private static boolean isAddressInUse(Throwable cause) {
    return cause instanceof IOException
        && String.valueOf(cause.getMessage()).contains("Address already in use");
  }

  private static List<String> problems(ConfigValidationException invalid) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < invalid.getProblemCount(); i++) {
      lines.add(ConfigProblem.line(invalid.getProblem(i).getMessage()));
    }
    return lines.stream().distinct().toList();
  }
}
