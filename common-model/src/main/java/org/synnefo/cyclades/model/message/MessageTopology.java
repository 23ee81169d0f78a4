package org.synnefo.cyclades.model.message;

import java.util.List;

/**
 * Names of exchanges, queues and routing keys. All contain the backend prefix, so that several
 * deployments can share a broker. Exchanges are durable topic exchanges. Queues are durable and
 * declared without arguments except the configured queue type.
 *
 * @param prefix the backend prefix, {@code snf}
 */
public record MessageTopology(String prefix) {

  /** Events from the backends. */
  public static final String GANETI_EXCHANGE = "ganeti";

  /** Commands from the API. */
  public static final String API_EXCHANGE = "api";

  /** Messages of periodic tasks. */
  public static final String CRON_EXCHANGE = "cron";

  public MessageTopology {
    MessageFields.text(prefix, "prefix");
  }

  /** A queue and its binding. */
  public record Queue(String name, String exchange, String bindingKey) {}

  public Queue operations() {
    return new Queue(prefix + "-events-op", GANETI_EXCHANGE, operationKey());
  }

  public Queue networks() {
    return new Queue(prefix + "-events-net", GANETI_EXCHANGE, networkKey());
  }

  public Queue progress() {
    return new Queue(prefix + "-events-progress", GANETI_EXCHANGE, progressKey());
  }

  public Queue commands() {
    return new Queue(prefix + "-commands", API_EXCHANGE, commandKey("*"));
  }

  public Queue reconciliation() {
    return new Queue(prefix + "-reconciliation", CRON_EXCHANGE, reconciliationKey("*"));
  }

  /** The mail queue. It has two bindings, because the API and periodic tasks both send mail. */
  public List<Queue> emails() {
    return List.of(
        new Queue(prefix + "-email", API_EXCHANGE, emailKey("*")),
        new Queue(prefix + "-email", CRON_EXCHANGE, emailKey("*")));
  }

  public String operationKey() {
    return "ganeti.%s.event.op".formatted(prefix);
  }

  public String networkKey() {
    return "ganeti.%s.event.net".formatted(prefix);
  }

  public String progressKey() {
    return "ganeti.%s.event.progress".formatted(prefix);
  }

  public String commandKey(String verb) {
    return "api.%s.command.%s".formatted(prefix, verb);
  }

  public String emailKey(String kind) {
    return "logic.%s.email.%s".formatted(prefix, kind);
  }

  public String reconciliationKey(String scope) {
    return "reconciliation.%s.%s".formatted(prefix, scope);
  }
}
