package org.synnefo.cyclades.model.reconciliation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The result of a requested reconciliation of a cluster. */
@Entity
@Table(name = "reconciliation_reports")
public class ReconciliationReport {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  @Column(name = "request_id", nullable = false, updatable = false)
  public UUID requestId;

  @Column(name = "backend_id", nullable = false, updatable = false)
  public Long backendId;

  @JdbcTypeCode(SqlTypes.JSON)
  @Column(nullable = false)
  public List<FoundDrift> drifts;

  /** Why the comparison failed; null if it did not. */
  @Column public String failure;

  @Column(nullable = false)
  public Instant finished;
}
