package org.synnefo.cyclades.vncproxy.operator;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Operators. */
@ConfigMapping(prefix = "cyclades.vncproxy")
public interface OperatorSettings {

  /** Bearer token for {@code /operator/*}; without one, every request there is refused. */
  Optional<String> operatorToken();
}
