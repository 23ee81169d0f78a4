package org.synnefo.cyclades.model.reconciliation;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Reports of reconciliations. */
@ApplicationScoped
public class ReconciliationReportRepository
    implements PanacheRepositoryBase<ReconciliationReport, Long> {

  private static final Duration KEPT = Duration.ofDays(1);

  /** Keeps a report, the first of a request and backend, and forgets old ones. */
  public void save(ReconciliationReport report) {
    delete("finished < ?1", report.finished.minus(KEPT));
    if (count("requestId = ?1 and backendId = ?2", report.requestId, report.backendId) == 0) {
      persist(report);
    }
  }

  /** What came of a request so far. */
  public List<ReconciliationReport> of(UUID request) {
    return list("requestId = ?1 order by backendId", request);
  }
}
