package org.synnefo.cyclades.model.server;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** One item of a server's metadata. */
@Entity
@Table(name = "server_metadata")
@IdClass(ServerMetadata.Key.class)
public class ServerMetadata {

  @Id
  @Column(name = "server_id", nullable = false)
  public Long serverId;

  @Id
  @Column(name = "meta_key", nullable = false)
  public String metaKey;

  @Column(name = "meta_value", nullable = false)
  public String metaValue;

  /** The primary key. */
  public record Key(Long serverId, String metaKey) {}
}
