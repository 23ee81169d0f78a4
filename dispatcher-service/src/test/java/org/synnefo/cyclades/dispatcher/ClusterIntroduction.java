package org.synnefo.cyclades.dispatcher;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What a cluster that a test stands for says of itself. */
final class ClusterIntroduction {

  private final String json =
      """
      {"uuid": "%s", "name": "cluster.example.com", "master": "node1.example.com",
       "software_version": "3.0.2", "default_hypervisor": "kvm", "enabled_hypervisors": ["kvm"],
       "enabled_disk_templates": ["file"], "default_iallocator": "hail", "tags": []}
      """
          .formatted(UUID.randomUUID());

  /** Answers the question which cluster it is; false if the request is another one. */
  boolean answers(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getPath().equals("/2/info")) {
      return false;
    }
    send(exchange, json);
    return true;
  }

  static void send(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
