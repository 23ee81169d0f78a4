package org.synnefo.cyclades.local.settings;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Which broker a cloud uses.
 *
 * @param kind who runs it
 * @param url where it is, if somebody else does; else null
 */
public record Broker(Kind kind, String url) {

  /** Who runs the broker. */
  public enum Kind {
    /** The cloud, with the broker that comes along. */
    EMBEDDED,
    /** The cloud, with the programs of the RabbitMQ that is installed on this machine. */
    INSTALLED,
    /** Somebody else. */
    GIVEN
  }

  public static Broker of(Kind kind) {
    return new Broker(kind, null);
  }

  /**
   * @param text {@code embedded}, {@code installed}, or an {@code amqp} URL
   * @throws IllegalArgumentException that says what is wrong with the URL
   */
  public static Broker parse(String text) {
    return switch (text) {
      case "embedded" -> of(Kind.EMBEDDED);
      case "installed" -> of(Kind.INSTALLED);
      default -> given(text);
    };
  }

  private static Broker given(String url) {
    try {
      URI parsed = new URI(url);
      String credentials = parsed.getUserInfo();
      if ("amqp".equals(parsed.getScheme())
          && parsed.getHost() != null
          && parsed.getPort() > 0
          && credentials != null
          && credentials.contains(":")) {
        return new Broker(Kind.GIVEN, url);
      }
    } catch (URISyntaxException e) {
      throw refusal(e);
    }
    throw refusal(null);
  }

  private static IllegalArgumentException refusal(Throwable cause) {
    return new IllegalArgumentException(
        "--broker takes embedded, installed, or amqp://USER:PASSWORD@HOST:PORT", cause);
  }
}
