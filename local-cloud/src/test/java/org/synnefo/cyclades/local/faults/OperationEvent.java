package org.synnefo.cyclades.local.faults;

import java.util.Locale;

/** What Ganeti's event daemon says of a job. */
record OperationEvent(long server, String opcode, long job, String status, double time) {

  static final String EXCHANGE = "ganeti";
  static final String KEY = "ganeti.snf.event.op";
  static final String QUEUE = "snf-events-op";

  String body() {
    return String.format(
        Locale.ROOT,
        """
        {"type": "ganeti-op-status", "instance": "snf-%d", "operation": "%s", "jobId": %d,
         "opIndex": 0, "status": "%s", "logmsg": null, "message": "job %d", "eventTime": %.6f,
         "cluster": "cluster.example.com"}
        """,
        server,
        opcode,
        job,
        status,
        job,
        time);
  }
}
