package org.synnefo.cyclades.model.backend;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A Ganeti cluster. */
@Entity
@Table(name = "backends")
public class Backend {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  @Column(nullable = false)
  public String name;

  /** URLs of the remote API, separated by spaces, the likely master first. */
  @Column(nullable = false)
  public String endpoints;

  @Column(name = "rapi_user", nullable = false)
  public String rapiUser;

  /**
   * Encrypted with the deployment key for the purpose {@link BackendRepository#PASSWORD_PURPOSE}.
   */
  @Column(name = "rapi_password", nullable = false)
  public byte[] rapiPassword;

  /** The cluster that this is, by Ganeti's own UUID; null: it was not asked yet. */
  @Column(name = "cluster_uuid")
  public String clusterUuid;

  /** The name that the cluster gives itself; null: it was not asked yet. */
  @Column(name = "cluster_name")
  public String clusterName;

  /** Another cluster that answers at the endpoints; null: the right one does. */
  @Column(name = "other_cluster_uuid")
  public String otherClusterUuid;

  @Column(name = "other_cluster_name")
  public String otherClusterName;

  /**
   * Servers without an instance in the last look at the cluster, which was not believed; null: it
   * was believed.
   */
  @Column(name = "suspect_missing")
  public Integer suspectMissing;

  /** Instances without a server in that look. */
  @Column(name = "suspect_unknown")
  public Integer suspectUnknown;

  /** How many servers without an instance an operator has accepted, until none is missing. */
  @Column(name = "accepted_missing", nullable = false)
  public int acceptedMissing;

  /** How many instances without a server an operator knows of. */
  @Column(name = "accepted_unknown", nullable = false)
  public int acceptedUnknown;

  /** When the last full look at the cluster began that was believed, by the database's clock. */
  @Column(name = "looked_at")
  public Instant lookedAt;

  /** Links of deleted networks that an instance was on in that look. */
  @JdbcTypeCode(SqlTypes.JSON)
  @Column(name = "seen_links")
  public List<String> seenLinks;

  /** Trusted certificates in PEM; null for the trust store of the Java runtime. */
  @Column(name = "certificate_authority")
  public String certificateAuthority;

  /** Null for the cluster's default. */
  @Column public String hypervisor;

  /**
   * Ganeti parameters of a NIC in the public network: {@code {"ip": "pool", "network": "public"}}.
   */
  @JdbcTypeCode(SqlTypes.JSON)
  @Column(name = "public_nic", nullable = false)
  public Map<String, String> publicNic;

  /** Ganeti parameters of a NIC in a private network; the link is added. */
  @JdbcTypeCode(SqlTypes.JSON)
  @Column(name = "private_nic", nullable = false)
  public Map<String, String> privateNic;

  /** The cluster gets no new servers. */
  @Column(nullable = false)
  public boolean drained;

  /** The cluster is not contacted. */
  @Column(nullable = false)
  public boolean offline;

  @Column(name = "total_memory_mib", nullable = false)
  public long totalMemoryMib;

  @Column(name = "free_memory_mib", nullable = false)
  public long freeMemoryMib;

  @Column(name = "total_disk_gib", nullable = false)
  public long totalDiskGib;

  @Column(name = "free_disk_gib", nullable = false)
  public long freeDiskGib;

  @Column(name = "capacity_updated")
  public Instant capacityUpdated;

  @Column(nullable = false, updatable = false)
  public Instant created;

  @Column(nullable = false)
  public Instant updated;
}
