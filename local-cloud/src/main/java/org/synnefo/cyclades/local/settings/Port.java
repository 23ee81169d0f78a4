package org.synnefo.cyclades.local.settings;

import java.util.EnumMap;
import java.util.Map;

/** The ports of the local cloud, all on loopback, with the usual numbers. */
public enum Port {
  /** The API. */
  API(8774),
  /** Health and metrics of the dispatcher. */
  DISPATCHER(8775),
  /** Consoles for browsers, and health and metrics of the proxy. */
  CONSOLE_WEB(8776),
  /** Consoles for VNC viewers. */
  CONSOLE(8777),
  /** PostgreSQL. */
  DATABASE(8778),
  /** The broker. */
  AMQP(8779),
  /** The simulator's remote API. */
  RAPI(8780),
  /** Of Erlang's port mapper, where the broker is a RabbitMQ. */
  PORT_MAPPER(8781),
  /** Between nodes of RabbitMQ, of which there is one. */
  BROKER_NODE(8782);

  private final int usual;

  Port(int usual) {
    this.usual = usual;
  }

  /** The usual number of each. */
  public static Map<Port, Integer> usual() {
    Map<Port, Integer> ports = new EnumMap<>(Port.class);
    for (Port port : values()) {
      ports.put(port, port.usual);
    }
    return ports;
  }
}
