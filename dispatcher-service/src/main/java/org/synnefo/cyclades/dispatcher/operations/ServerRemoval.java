package org.synnefo.cyclades.dispatcher.operations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.synnefo.cyclades.model.network.NetworkLinkRepository;
import org.synnefo.cyclades.model.network.NetworkRepository;
import org.synnefo.cyclades.model.network.NicRepository;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.Server;

/** What follows when a server's instance is gone. The caller holds the server's lock. */
@ApplicationScoped
public class ServerRemoval {

  private final NicRepository nics;
  private final NetworkRepository networks;
  private final NetworkLinkRepository links;

  @Inject
  public ServerRemoval(
      NicRepository nics, NetworkRepository networks, NetworkLinkRepository links) {
    this.nics = nics;
    this.networks = networks;
    this.links = links;
  }

  /** The server is deleted, its NICs too; networks that waited for it give back their links. */
  public void removed(Server server, Instant now) {
    server.operatingState = OperatingState.DESTROYED;
    server.deleted = true;
    server.pendingAction = null;
    server.updated = now;
    Set<Long> left =
        nics.ofServer(server.id).stream().map(nic -> nic.networkId).collect(Collectors.toSet());
    nics.delete("serverId", server.id);
    networks.touch(left, now);
    links.releaseUnused(left);
  }
}
