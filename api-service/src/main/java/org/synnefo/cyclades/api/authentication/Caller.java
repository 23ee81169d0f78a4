package org.synnefo.cyclades.api.authentication;

import jakarta.enterprise.context.RequestScoped;
import org.synnefo.cyclades.model.account.AuthenticatedUser;

/** Who makes the request that is being answered. */
@RequestScoped
public class Caller {

  private AuthenticatedUser user;

  /** Number of the user. */
  public long id() {
    return user.id();
  }

  void setUser(AuthenticatedUser authenticated) {
    user = authenticated;
  }
}
