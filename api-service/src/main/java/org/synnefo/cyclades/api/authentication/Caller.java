package org.synnefo.cyclades.api.authentication;

import jakarta.enterprise.context.RequestScoped;
import org.synnefo.cyclades.model.account.AuthenticatedUser;

/** The user who makes the current request. */
@RequestScoped
public class Caller {

  private AuthenticatedUser user;

  /** The id of the user. */
  public long id() {
    return user.id();
  }

  void setUser(AuthenticatedUser authenticated) {
    user = authenticated;
  }
}
