package org.synnefo.cyclades.admin.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.synnefo.cyclades.admin.output.CommandFailedException;
import org.synnefo.cyclades.admin.output.TerminalText;
import org.synnefo.cyclades.admin.settings.Settings;

/** What an operator is told of a failure of the broker. */
record BrokerErrors(ConnectionFactory factory) {

  /** The failure as one line, with what can be done about it. */
  CommandFailedException failure(Exception failure) {
    return CommandFailedException.failure("%s", line(failure));
  }

  private String line(Exception failure) {
    String address = factory.getHost() + ":" + factory.getPort();
    String user = factory.getUsername();
    if (cause(failure, UnknownHostException.class).isPresent()) {
      return "the broker's host in %s is unknown; correct %s"
          .formatted(address, Settings.variable(Broker.HOST));
    }
    if (cause(failure, ConnectException.class).isPresent()) {
      return "nothing accepts connections at %s; start RabbitMQ, or correct %s and %s"
          .formatted(address, Settings.variable(Broker.HOST), Settings.variable(Broker.PORT));
    }
    if (cause(failure, TimeoutException.class).isPresent()
        || cause(failure, SocketTimeoutException.class).isPresent()) {
      return "the broker at %s does not answer in time".formatted(address);
    }
    if (cause(failure, AuthenticationFailureException.class).isPresent()
        || cause(failure, PossibleAuthenticationFailureException.class).isPresent()) {
      return "the broker at %s refuses the password of '%s'; correct %s and %s"
          .formatted(
              address,
              user,
              Settings.variable(Broker.USERNAME),
              Settings.variable(Broker.PASSWORD));
    }
    if (cause(failure, SSLException.class).isPresent()) {
      return "TLS with the broker at %s failed: %s".formatted(address, words(failure));
    }
    return cause(failure, ShutdownSignalException.class)
        .flatMap(BrokerErrors::reply)
        .map(reply -> refusal(address, user, reply))
        .orElseGet(
            () ->
                "the connection to the broker at %s failed: %s".formatted(address, words(failure)));
  }

  private String refusal(String address, String user, String reply) {
    return reply.contains("vhost")
        ? "the broker at %s does not let '%s' use the virtual host '%s'; correct %s (%s)"
            .formatted(
                address,
                user,
                factory.getVirtualHost(),
                Settings.variable(Broker.VIRTUAL_HOST),
                reply)
        : "the broker at %s refuses the message: %s".formatted(address, reply);
  }

  /** The broker's own words. */
  private static Optional<String> reply(ShutdownSignalException shutdown) {
    Method reason = shutdown.getReason();
    if (reason instanceof AMQP.Connection.Close close) {
      return Optional.of(TerminalText.line(close.getReplyText()));
    }
    if (reason instanceof AMQP.Channel.Close close) {
      return Optional.of(TerminalText.line(close.getReplyText()));
    }
    return Optional.empty();
  }

  private static <T> Optional<T> cause(Throwable failure, Class<T> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
    }
    return Optional.empty();
  }

  private static String words(Exception failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return TerminalText.line(cause.getMessage() == null ? "it was closed" : cause.getMessage());
  }
}
