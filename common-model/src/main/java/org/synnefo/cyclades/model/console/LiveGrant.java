package org.synnefo.cyclades.model.console;

import java.util.UUID;

/**
 * A grant that can still be used, with the password that a viewer must prove to know.
 *
 * @param id of the grant
 * @param password in clear
 */
public record LiveGrant(UUID id, String password) {

  @Override
  public String toString() {
    return "LiveGrant[id=%s]".formatted(id);
  }
}
