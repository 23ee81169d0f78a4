package org.synnefo.cyclades.local.settings;

/** The ports of the local cloud, all on loopback, with their defaults. */
public enum Port {
  API(8774, "--api-port"),
  DISPATCHER(8775, "--dispatcher-port"),
  CONSOLE_WEB(8776, "--console-web-port"),
  CONSOLE(8777, "--console-port"),
  DATABASE(8778, "--database-port"),
  AMQP(8779, "--amqp-port"),
  RAPI(8780, "--rapi-port");

  private final int standard;
  private final String option;

  Port(int standard, String option) {
    this.standard = standard;
    this.option = option;
  }

  public int standard() {
    return standard;
  }

  /** The option that sets it. */
  public String option() {
    return option;
  }
}
