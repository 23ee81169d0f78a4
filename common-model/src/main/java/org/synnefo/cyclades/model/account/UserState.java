package org.synnefo.cyclades.model.account;

/** The state of an account. Only ACTIVE users can log in. */
public enum UserState {
  ACTIVE,
  SUSPENDED,
  DELETED
}
