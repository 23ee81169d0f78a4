package org.synnefo.cyclades.embedded;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EmbeddedBrokerTest {

  private static final String PASSWORD = "any \"characters\" \\ you like";

  @Test
  void whoKnowsThePasswordIsLetInAndItIsWrittenToNoFile() throws Exception {
    List<Path> before = temporaryFiles();
    try (EmbeddedBroker broker = EmbeddedBroker.start(freePort(), "cyclades", PASSWORD)) {
      try (Connection connection = login(broker, PASSWORD).newConnection()) {
        assertThat(connection.isOpen()).isTrue();
      }
      assertThatExceptionOfType(PossibleAuthenticationFailureException.class)
          .isThrownBy(() -> login(broker, "wrong").newConnection());
      assertThat(temporaryFiles())
          .filteredOn(file -> !before.contains(file))
          .filteredOn(file -> file.getFileName().toString().contains("broker"))
          .isEmpty();
    }
  }

  private static ConnectionFactory login(EmbeddedBroker broker, String password) {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(broker.port());
    factory.setUsername("cyclades");
    factory.setPassword(password);
    return factory;
  }

  private static List<Path> temporaryFiles() throws Exception {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.toList();
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
