package org.synnefo.cyclades.model.backend;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
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
