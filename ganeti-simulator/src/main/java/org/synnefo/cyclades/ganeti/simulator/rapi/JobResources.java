package org.synnefo.cyclades.ganeti.simulator.rapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.synnefo.cyclades.ganeti.simulator.job.Job;
import org.synnefo.cyclades.ganeti.simulator.job.JobQueue;
import org.synnefo.cyclades.ganeti.simulator.job.LogEntry;
import org.synnefo.cyclades.ganeti.simulator.json.PythonJson;

/** {@code /2/jobs} and below. */
final class JobResources {

  private static final String ID = "/2/jobs/([0-9]{1,18})";
  private static final String INFO = "previous_job_info";
  private static final String SERIAL = "previous_log_serial";

  private final JobQueue queue;
  private final Duration longPoll;

  /**
   * @param longPoll how long {@code wait} waits for a change
   */
  JobResources(JobQueue queue, Duration longPoll) {
    this.queue = queue;
    this.longPoll = longPoll;
  }

  List<Resource> all() {
    return List.of(
        new Resource("jobs", "/2/jobs").get(this::list),
        new Resource("jobs_id", ID).get(this::show).change("DELETE", this::cancel),
        new Resource("jobs_id_wait", ID + "/wait").onSlow("GET", Access.WRITE, this::await));
  }

  private JsonNode list(RapiRequest request) throws RapiException {
    boolean bulk = request.flag("bulk");
    ArrayNode list = PythonJson.array();
    for (long id : queue.store().ids()) {
      if (bulk) {
        queue.store().job(id).ifPresent(job -> list.add(JobView.inBulk(job)));
      } else {
        list.addObject().put("id", id).put("uri", "/2/jobs/" + id);
      }
    }
    return list;
  }

  private JsonNode show(RapiRequest request) {
    long id = Long.parseLong(request.item(0));
    return queue.store().job(id).map(JobView::of).orElseGet(() -> JobView.unknown(id));
  }

  private JsonNode cancel(RapiRequest request) {
    JobQueue.Cancellation answer = queue.cancel(Long.parseLong(request.item(0)));
    return PythonJson.array().add(answer.canceled()).add(answer.text());
  }

  private CompletionStage<JsonNode> await(RapiRequest request) throws RapiException {
    JsonNode body = request.body();
    if (body == null) {
      throw RapiException.internal("'NoneType' object is not subscriptable");
    }
    if (!body.has("fields")) {
      throw RapiException.badRequest("Required parameter 'fields' is missing");
    }
    if (!body.path("fields").isArray()) {
      throw RapiException.badRequest("The 'fields' parameter should be a list");
    }
    if (body.hasNonNull(INFO) && !body.path(INFO).isArray()) {
      throw RapiException.badRequest("The '" + INFO + "' parameter should be a list");
    }
    if (body.hasNonNull(SERIAL) && !body.path(SERIAL).isIntegralNumber()) {
      throw RapiException.badRequest("The '" + SERIAL + "' parameter should be a number");
    }
    long id = Long.parseLong(request.item(0));
    if (queue.store().job(id).isEmpty()) {
      throw RapiException.internal("Can't load job file");
    }
    return await(id, body, System.nanoTime() + longPoll.toNanos());
  }

  /** Responds when there is a change, when the job has ended, or when the time is over. */
  private CompletionStage<JsonNode> await(long id, JsonNode body, long deadline) {
    CompletableFuture<Job> change = queue.store().nextChange(id);
    Job job = queue.store().job(id).orElseThrow();
    ObjectNode news = news(job, body);
    long left = deadline - System.nanoTime();
    boolean isNew =
        !news.get("log_entries").isEmpty() || !news.get("job_info").equals(body.get(INFO));
    if (isNew || job.status().isFinal() || left <= 0) {
      return CompletableFuture.completedFuture(news);
    }
    return change
        .completeOnTimeout(job, left, TimeUnit.NANOSECONDS)
        .thenCompose(unused -> await(id, body, deadline));
  }

  private static ObjectNode news(Job job, JsonNode body) {
    ObjectNode news = PythonJson.object();
    ArrayNode info = news.putArray("job_info");
    body.path("fields").forEach(field -> info.add(JobView.field(job, field.asText())));
    ArrayNode log = news.putArray("log_entries");
    long seen = body.path(SERIAL).asLong(-1);
    for (LogEntry entry : job.log()) {
      if (entry.serial() > seen) {
        log.add(PythonJson.tree(entry));
      }
    }
    return news;
  }
}
