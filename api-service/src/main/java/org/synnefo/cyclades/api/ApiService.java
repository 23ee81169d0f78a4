package org.synnefo.cyclades.api;

import io.quarkus.runtime.annotations.QuarkusMain;
import org.synnefo.cyclades.service.ServiceMain;

/** The Compute API. */
@QuarkusMain
public final class ApiService {

  public static void main(String... arguments) {
    ServiceMain.run("api-service", arguments);
  }
}
