package org.synnefo.cyclades.model.account;

/** Whether a user is let in: only ACTIVE ones are. */
public enum UserState {
  ACTIVE,
  SUSPENDED,
  DELETED
}
