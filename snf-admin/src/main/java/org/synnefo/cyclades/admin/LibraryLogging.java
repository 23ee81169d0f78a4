package org.synnefo.cyclades.admin;

/** Logging of libraries: an operator is told one line by this program, and nothing by them. */
final class LibraryLogging {

  private LibraryLogging() {}

  /** Sets what the libraries read when they are first used. */
  static void disable() {
    // Read by java.util.logging, which PostgreSQL's driver, Liquibase and SLF4J log to.
    System.setProperty("java.util.logging.config.class", NoLogging.class.getName());
    // The one that is here: looking for others takes time.
    System.setProperty("org.jboss.logging.provider", "jdk");
  }

  /** A configuration of {@code java.util.logging} without any handler. */
  public static final class NoLogging {}
}
