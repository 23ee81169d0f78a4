package org.synnefo.cyclades.dispatcher;

import io.quarkus.runtime.annotations.QuarkusMain;
import org.synnefo.cyclades.service.ServiceMain;

/** The dispatcher. */
@QuarkusMain
public final class DispatcherService {

  public static void main(String... arguments) {
    ServiceMain.run("dispatcher-service", arguments);
  }
}
