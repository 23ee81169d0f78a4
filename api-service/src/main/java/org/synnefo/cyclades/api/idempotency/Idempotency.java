package org.synnefo.cyclades.api.idempotency;

import io.quarkus.scheduler.Scheduled;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.synnefo.cyclades.api.authentication.Caller;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.api.representation.JsonCodec;
import org.synnefo.cyclades.api.representation.View;
import org.synnefo.cyclades.api.requests.RequestBody;
import org.synnefo.cyclades.api.transactions.Transactions;
import org.synnefo.cyclades.model.idempotency.IdempotencyKeyStore;
import org.synnefo.cyclades.model.idempotency.IdempotencyKeyStore.StoredResponse;
import org.synnefo.cyclades.model.secret.DeploymentKey;

/**
 * Executes a request once per idempotency key. The key is claimed in the transaction of the work,
 * so a failure releases it. The response is stored encrypted, because it may contain a password.
 */
@ApplicationScoped
public class Idempotency {

  private static final String HEADER = "Idempotency-Key";
  private static final int MAX_LENGTH = 255;

  private final IdempotencyKeyStore keys;
  private final IdempotencyConfiguration configuration;
  private final DeploymentKey deploymentKey;
  private final Transactions transactions;
  private final RoutingContext routing;
  private final Caller caller;

  @Inject
  public Idempotency(
      IdempotencyKeyStore keys,
      IdempotencyConfiguration configuration,
      DeploymentKey deploymentKey,
      Transactions transactions,
      RoutingContext routing,
      Caller caller) {
    this.keys = keys;
    this.configuration = configuration;
    this.deploymentKey = deploymentKey;
    this.transactions = transactions;
    this.routing = routing;
    this.caller = caller;
  }

  /** Work whose response has no body. */
  public void once(RequestBody body, Runnable work) {
    once(
        body,
        View.class,
        () -> {
          work.run();
          return null;
        });
  }

  /**
   * @param type of the response
   * @param work returns the response, or null if it has no body
   */
  public <T extends View> T once(RequestBody body, Class<T> type, Supplier<T> work) {
    String key = routing.request().getHeader(HEADER);
    if (key == null) {
      return work.get();
    }
    check(key);
    return once(key, fingerprint(routing.request(), body), type, work);
  }

  /**
   * Work that needs a slow preparation outside of the transaction. A repeated request skips the
   * preparation.
   *
   * @param preparation runs outside of the transaction and needs no rollback
   * @param work runs in the transaction
   */
  public <P, T extends View> T onceAfter(
      RequestBody body, Class<T> type, Supplier<P> preparation, Function<P, T> work) {
    String key = routing.request().getHeader(HEADER);
    if (key == null) {
      P prepared = preparation.get();
      return transactions.call(() -> work.apply(prepared));
    }
    check(key);
    String fingerprint = fingerprint(routing.request(), body);
    Optional<StoredResponse> before = keys.find(caller.id(), key);
    if (before.isPresent()) {
      return replay(before.get(), fingerprint, type);
    }
    P prepared = preparation.get();
    return once(key, fingerprint, type, () -> work.apply(prepared));
  }

  private <T extends View> T once(String key, String fingerprint, Class<T> type, Supplier<T> work) {
    return transactions.call(
        () -> {
          Optional<StoredResponse> before =
              keys.claim(caller.id(), key, fingerprint, configuration.lifetime());
          return before.isPresent() ? replay(before.get(), fingerprint, type) : execute(key, work);
        });
  }

  @Scheduled(every = "1H", delayed = "5M")
  void deleteExpired() {
    keys.deleteExpired();
  }

  private <T extends View> T execute(String key, Supplier<T> work) {
    T answer = work.get();
    if (answer != null) {
      String json = new String(JsonCodec.write(answer), StandardCharsets.UTF_8);
      keys.storeResponse(
          caller.id(), key, deploymentKey.encrypt(json, IdempotencyKeyStore.ANSWER_PURPOSE));
    }
    return answer;
  }

  private <T extends View> T replay(StoredResponse before, String fingerprint, Class<T> type) {
    if (!before.fingerprint().equals(fingerprint)) {
      throw Fault.badRequest("This %s was already used for a different request.", HEADER);
    }
    if (before.answer() == null) {
      return null;
    }
    String json = deploymentKey.decrypt(before.answer(), IdempotencyKeyStore.ANSWER_PURPOSE);
    return JsonCodec.read(json.getBytes(StandardCharsets.UTF_8), type);
  }

  private static void check(String key) {
    boolean isPrintable = key.chars().allMatch(c -> c >= 0x20 && c < 0x7F);
    if (key.isBlank() || key.length() > MAX_LENGTH || !isPrintable) {
      throw Fault.badRequest(
          "'%s' must consist of 1 to %d printable characters.", HEADER, MAX_LENGTH);
    }
  }

  private static String fingerprint(HttpServerRequest request, RequestBody body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          (request.method() + " " + request.path() + "\n").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(body.raw()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}
