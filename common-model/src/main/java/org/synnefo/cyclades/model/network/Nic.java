package org.synnefo.cyclades.model.network;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A NIC of a server, as last reported by Ganeti. */
@Entity
@Table(name = "nics")
public class Nic {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  @Column(name = "server_id", nullable = false, updatable = false)
  public Long serverId;

  @Column(name = "network_id", nullable = false)
  public Long networkId;

  /** Index from 0; the first NIC belongs to the public network. */
  @Column(nullable = false)
  public int position;

  @Column(nullable = false)
  public String mac;

  @Column public String ipv4;

  @Column public String ipv6;

  @Enumerated(EnumType.STRING)
  @Column(name = "firewall_profile")
  public FirewallProfile firewallProfile;
}
