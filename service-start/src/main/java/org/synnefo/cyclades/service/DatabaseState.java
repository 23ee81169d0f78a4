package org.synnefo.cyclades.service;

/** What a service found when it looked for its database. */
sealed interface DatabaseState {

  /** It is there, with the schema. */
  record Usable() implements DatabaseState {}

  /** It is there, but {@code snf-admin migrate} has not run. */
  record WithoutSchema() implements DatabaseState {
    @Override
    public String toString() {
      return "the database has no schema yet: run snf-admin migrate";
    }
  }

  /** It may come. */
  record Away(String reason) implements DatabaseState {
    @Override
    public String toString() {
      return reason;
    }
  }

  /** It is there, and waiting for it does not help. */
  record Refusing(String reason) implements DatabaseState {
    @Override
    public String toString() {
      return reason;
    }
  }
}
