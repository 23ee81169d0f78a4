package org.synnefo.cyclades.model.account;

/** The role of a user. */
public enum UserType {
  /** A tenant, who manages their own servers, networks and images. */
  USER,
  /** Read-only access to tenants' resources. */
  HELPDESK,
  /** An operator of the deployment. */
  ADMIN
}
