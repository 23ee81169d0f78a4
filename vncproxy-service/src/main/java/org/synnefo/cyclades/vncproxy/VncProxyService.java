package org.synnefo.cyclades.vncproxy;

import io.quarkus.runtime.annotations.QuarkusMain;
import org.synnefo.cyclades.service.ServiceMain;

/** The console proxy. */
@QuarkusMain
public final class VncProxyService {

  public static void main(String... arguments) {
    ServiceMain.run("vncproxy-service", arguments);
  }
}
