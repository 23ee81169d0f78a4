package org.synnefo.cyclades.api.transactions;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Runs work in a transaction, and retries it after a deadlock or a serialization failure. Joins a
 * transaction that is already active.
 */
@ApplicationScoped
public class Transactions {

  private static final Logger LOG = Logger.getLogger(Transactions.class);
  private static final int ATTEMPTS = 4;
  private static final Set<String> WORTH_A_RETRY = Set.of("40001", "40P01");

  public <T> T call(Supplier<T> work) {
    if (QuarkusTransaction.isActive()) {
      return work.get();
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return QuarkusTransaction.requiringNew().call(work::get);
      } catch (RuntimeException e) {
        if (attempt == ATTEMPTS || !isRetryable(e)) {
          throw e;
        }
        LOG.debugf("Retrying a transaction after attempt %d", attempt);
      }
    }
  }

  public void run(Runnable work) {
    call(
        () -> {
          work.run();
          return null;
        });
  }

  private static boolean isRetryable(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && WORTH_A_RETRY.contains(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
