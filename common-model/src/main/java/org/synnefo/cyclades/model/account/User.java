package org.synnefo.cyclades.model.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An account. A limit that is null means the deployment's default. */
@Entity
@Table(name = "users")
public class User {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  @Column(nullable = false)
  public String name;

  @Column(nullable = false)
  public String email;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  public UserType type;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  public UserState state;

  @Column(name = "max_servers")
  public Integer maxServers;

  @Column(name = "max_vcpus")
  public Integer maxVcpus;

  @Column(name = "max_memory_mib")
  public Integer maxMemoryMib;

  @Column(name = "max_disk_gib")
  public Integer maxDiskGib;

  @Column(name = "max_networks")
  public Integer maxNetworks;

  @Column(nullable = false, updatable = false)
  public Instant created;

  @Column(nullable = false)
  public Instant updated;
}
