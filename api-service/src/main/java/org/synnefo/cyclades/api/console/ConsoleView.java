package org.synnefo.cyclades.api.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One-time access to a console.
 *
 * @param url for browsers; null if browsers are not supported
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConsoleView(
    String type, String host, int port, String password, @JsonProperty("SNF:url") String url) {

  /** Omits the secrets. */
  @Override
  public String toString() {
    return "ConsoleView[host=%s, port=%d]".formatted(host, port);
  }
}
