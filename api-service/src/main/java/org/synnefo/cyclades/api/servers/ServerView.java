package org.synnefo.cyclades.api.servers;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.synnefo.cyclades.api.addresses.ConnectionView;
import org.synnefo.cyclades.api.representation.Dictionary;
import org.synnefo.cyclades.api.representation.Link;
import org.synnefo.cyclades.api.representation.Values;
import org.synnefo.cyclades.api.representation.XmlItem;

/**
 * A server; the short listing has only id and name.
 *
 * @param adminPass shown only once, in the response to the request that sets it
 * @param fault why the last action failed; missing if it did not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServerView(
    long id,
    String name,
    @Schema(
            enumeration = {
              "BUILD",
              "ERROR",
              "STOPPED",
              "ACTIVE",
              "DELETED",
              "REBOOT",
              "REBUILD",
              "RESIZE",
              "VERIFY_RESIZE",
              "UNKNOWN"
            })
        String status,
    Integer progress,
    String hostId,
    String created,
    String updated,
    Long flavorRef,
    Long imageRef,
    String adminPass,
    Dictionary metadata,
    ServerFault fault,
    @XmlItem("network") Values<ConnectionView> addresses,
    Values<Link> links) {

  static ServerView brief(long id, String name) {
    return new ServerView(
        id, name, null, null, null, null, null, null, null, null, null, null, null, null);
  }

  ServerView withAdminPass(String password) {
    return new ServerView(
        id, name, status, progress, hostId, created, updated, flavorRef, imageRef, password,
        metadata, fault, addresses, links);
  }

  /** Omits the password. */
  @Override
  public String toString() {
    return "ServerView[id=%d, name=%s, status=%s]".formatted(id, name, status);
  }
}
