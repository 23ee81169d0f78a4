package org.synnefo.cyclades.model.server;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** Metadata of servers. */
@ApplicationScoped
public class ServerMetadataItems
    implements PanacheRepositoryBase<ServerMetadata, ServerMetadata.Key> {}
