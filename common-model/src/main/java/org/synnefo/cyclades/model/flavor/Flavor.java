package org.synnefo.cyclades.model.flavor;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A hardware configuration. */
@Entity
@Table(name = "flavors")
public class Flavor {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  @Column(nullable = false)
  public int cpu;

  @Column(name = "ram_mib", nullable = false)
  public int ramMib;

  @Column(name = "disk_gib", nullable = false)
  public int diskGib;

  @Column(name = "disk_template", nullable = false)
  public String diskTemplate;

  @Column(nullable = false)
  public boolean deleted;

  @Column(nullable = false, updatable = false)
  public Instant created;

  @Column(nullable = false)
  public Instant updated;
}
