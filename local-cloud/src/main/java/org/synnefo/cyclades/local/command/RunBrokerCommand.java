package org.synnefo.cyclades.local.command;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.synnefo.cyclades.embedded.EmbeddedBroker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * The process of the embedded broker. Its password comes by the environment, where other users
 * can't see it.
 */
@Command(name = "run-broker", hidden = true)
final class RunBrokerCommand implements Callable<Integer> {

  @Parameters(index = "0")
  int port;

  @Parameters(index = "1")
  String user;

  @Override
  public Integer call() throws InterruptedException {
    EmbeddedBroker broker =
        EmbeddedBroker.start(port, user, System.getenv("CYCLADES_BROKER_PASSWORD"));
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
    new CountDownLatch(1).await();
    return 0;
  }
}
