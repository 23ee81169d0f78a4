package org.synnefo.cyclades.local.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What happens to many servers at a cluster, and what each must be in the end. */
final class History {

  private static final int EVENTS_OF_A_JOB = 4;
  private static final double STEP = 0.25;
  private static final String[] STATUSES = {"queued", "waiting", "running"};
  private static final String[] OPCODES = {
    "OP_INSTANCE_STARTUP", "OP_INSTANCE_SHUTDOWN", "OP_INSTANCE_REBOOT", "OP_INSTANCE_SET_PARAMS"
  };

  private final Database database;
  private final long first;
  private final List<OperationEvent> events = new ArrayList<>();
  private final Map<Long, End> ends = new LinkedHashMap<>();

  /** What a server is in the end. */
  record End(String state, long job, String opcode, String status) {}

  /** Makes the servers and their past. */
  History(Database database, int servers, int eventsEach, Random random) {
    this.database = database;
    first = database.serversWithoutCluster(servers);
    for (long server = first; server < first + servers; server++) {
      List<OperationEvent> own = of(server, eventsEach / EVENTS_OF_A_JOB, random);
      events.addAll(own);
      ends.put(server, end(own));
    }
  }

  int size() {
    return events.size();
  }

  /** The events in any order, a third of them twice. */
  List<String> shuffledWithDuplicates(Random random) {
    List<String> bodies = new ArrayList<>();
    for (OperationEvent event : events) {
      bodies.add(event.body());
      if (random.nextInt(3) == 0) {
        bodies.add(event.body());
      }
    }
    Collections.shuffle(bodies, random);
    return bodies;
  }

  /** The servers that are not what they must be in the end, each with what it is. */
  Map<Long, End> unlikeTheirEnds() {
    Map<Long, End> unlike = now();
    unlike.entrySet().removeAll(ends.entrySet());
    return unlike;
  }

  private Map<Long, End> now() {
    Map<Long, End> states = new LinkedHashMap<>();
    database
        .rows(
            "select id, operating_state, coalesce(job_id, 0) as job_id, job_opcode,"
                + " lower(job_status) as job_status from servers where id between ? and ?",
            first,
            first + ends.size() - 1)
        .forEach(
            row ->
                states.put(
                    ((Number) row.get("id")).longValue(),
                    new End(
                        (String) row.get("operating_state"),
                        ((Number) row.get("job_id")).longValue(),
                        (String) row.get("job_opcode"),
                        (String) row.get("job_status"))));
    return states;
  }

  /** A creation and then what tenants do, each job from queued to its end. */
  private static List<OperationEvent> of(long server, int jobs, Random random) {
    List<OperationEvent> history = new ArrayList<>();
    double time = 1_700_000_000 + server;
    for (int job = 0; job < jobs; job++) {
      String opcode = job == 0 ? "OP_INSTANCE_CREATE" : OPCODES[random.nextInt(OPCODES.length)];
      long number = server * 100 + job;
      for (String status : STATUSES) {
        time += STEP;
        history.add(new OperationEvent(server, opcode, number, status, time));
      }
      time += STEP;
      String end = job > 0 && random.nextInt(5) == 0 ? "error" : "success";
      history.add(new OperationEvent(server, opcode, number, end, time));
    }
    return history;
  }

  /** By the rules of the operating states, read in order. */
  private static End end(List<OperationEvent> history) {
    String state = "BUILD";
    for (OperationEvent event : history) {
      if (event.status().equals("success")) {
        state =
            switch (event.opcode()) {
              case "OP_INSTANCE_CREATE", "OP_INSTANCE_STARTUP", "OP_INSTANCE_REBOOT" -> "STARTED";
              case "OP_INSTANCE_SHUTDOWN" -> "STOPPED";
              default -> state;
            };
      }
    }
    OperationEvent last = history.get(history.size() - 1);
    return new End(state, last.job(), last.opcode(), last.status());
  }
}
