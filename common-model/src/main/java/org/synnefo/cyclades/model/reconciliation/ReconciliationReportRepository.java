package org.synnefo.cyclades.model.reconciliation;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
public class ReconciliationReportRepository
    implements PanacheRepositoryBase<ReconciliationReport, Long> {

  private static final Duration KEPT = Duration.ofDays(1);

  /** Saves the first report for a request and backend, and deletes old reports. */
  public void save(ReconciliationReport report) {
    delete("finished < ?1", report.finished.minus(KEPT));
    if (count("requestId = ?1 and backendId = ?2", report.requestId, report.backendId) == 0) {
      persist(report);
    }
  }

  /** The reports that exist for a request so far. */
  public List<ReconciliationReport> of(UUID request) {
    return list("requestId = ?1 order by backendId", request);
  }
}
