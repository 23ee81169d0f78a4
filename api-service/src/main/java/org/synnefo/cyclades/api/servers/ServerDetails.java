package org.synnefo.cyclades.api.servers;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.model.server.ServerListing;

/** Reads one server. */
@ApplicationScoped
public class ServerDetails {

  private final ServerListing listing;
  private final ServerViews views;

  @Inject
  public ServerDetails(ServerListing listing, ServerViews views) {
    this.listing = listing;
    this.views = views;
  }

  /** A server of the user, even if it is deleted. */
  ServerView get(long user, long id) {
    return listing
        .find(user, id)
        .map(views::detail)
        .orElseThrow(() -> Fault.itemNotFound("Server not found."));
  }
}
