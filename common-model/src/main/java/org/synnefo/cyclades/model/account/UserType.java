package org.synnefo.cyclades.model.account;

/** What a user is allowed to do at all. */
public enum UserType {
  /** A tenant: his own servers, networks and images. */
  USER,
  /** Looks at tenants' things, changes nothing. */
  HELPDESK,
  /** Runs the deployment. */
  ADMIN
}
