package org.synnefo.cyclades.api.servers;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.synnefo.cyclades.api.addresses.ConnectionView;
import org.synnefo.cyclades.api.collections.ApiTime;
import org.synnefo.cyclades.api.collections.LinkBuilder;
import org.synnefo.cyclades.api.representation.Dictionary;
import org.synnefo.cyclades.api.representation.Values;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.ServerRow;

/** Creates views of servers. */
@ApplicationScoped
public class ServerViews {

  private final LinkBuilder links;

  @Inject
  public ServerViews(LinkBuilder links) {
    this.links = links;
  }

  ServerView detail(ServerRow server) {
    List<ConnectionView> addresses = server.nics().stream().map(ConnectionView::of).toList();
    return new ServerView(
        server.id(),
        server.name(),
        ServerStatus.of(server).name(),
        progress(server),
        "",
        ApiTime.write(server.created()),
        ApiTime.write(server.updated()),
        server.flavor(),
        server.image(),
        null,
        server.metadata().isEmpty() ? null : new Dictionary(server.metadata()),
        server.faultMessage() == null
            ? null
            : ServerFault.of(server.faultMessage(), ApiTime.write(server.faultTime())),
        addresses.isEmpty() ? null : new Values<>(addresses),
        links.of("servers", server.id()));
  }

  private static int progress(ServerRow server) {
    return server.operatingState() == OperatingState.STARTED ? 100 : server.buildPercentage();
  }
}
