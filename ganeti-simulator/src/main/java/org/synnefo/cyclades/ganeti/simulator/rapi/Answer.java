package org.synnefo.cyclades.ganeti.simulator.rapi;

import com.fasterxml.jackson.databind.JsonNode;

/** A response. */
record Answer(int status, JsonNode body) {

  static final int OK = 200;
  static final int UNAUTHORIZED = 401;

  static Answer ok(JsonNode body) {
    return new Answer(OK, body);
  }

  static Answer error(RapiException error) {
    return new Answer(error.status(), error.body());
  }
}
