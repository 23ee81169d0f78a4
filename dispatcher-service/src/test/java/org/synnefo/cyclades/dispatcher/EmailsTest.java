package org.synnefo.cyclades.dispatcher;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.dispatcher.messaging.Consumers;
import org.synnefo.cyclades.model.deadletter.DeadLetter;
import org.synnefo.cyclades.model.message.MessageTopology;
import org.synnefo.cyclades.settings.BrokerSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Mail, with a real mail server. */
@CloudTest
class EmailsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @Inject Rows rows;
  @Inject MessageTopology topology;
  @Inject BrokerSettings configuration;
  @Inject Consumers consumers;
  @Inject MeterRegistry metrics;

  @ConfigProperty(name = "quarkus.mailer.port")
  int port;

  private GreenMail mailServer;
  private Broker broker;

  @BeforeEach
  void connect() throws Exception {
    await().atMost(PATIENCE).until(() -> consumers.idleQueues().isEmpty());
    broker = new Broker(configuration);
    mailServer = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  }

  @AfterEach
  void disconnect() throws Exception {
    broker.close();
    mailServer.stop();
  }

  private void publish(String to, String subject, String more) throws Exception {
    broker.publish(
        topology.emails().get(0),
        """
        {"type": "email", "to": "%s", "subject": "%s", "body": "Hello, Γειά\\nsecond line"%s}
        """
            .formatted(to, subject, more));
  }

  private MimeMessage received(String subject) throws Exception {
    for (MimeMessage mail : mailServer.getReceivedMessages()) {
      if (subject.equals(mail.getSubject())) {
        return mail;
      }
    }
    return null;
  }

  @Test
  void aMailIsSentWithTheDeploymentsSenderAndSignature() throws Exception {
    mailServer.start();
    String subject = "Welcome " + UUID.randomUUID();

    publish("someone@example.com", subject, "");

    await().atMost(PATIENCE).until(() -> received(subject) != null);
    MimeMessage mail = received(subject);
    assertThat(mail.getAllRecipients()[0]).hasToString("someone@example.com");
    assertThat(mail.getFrom()[0]).hasToString("cyclades@localhost");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.getContent().toString())
        .contains("Hello, Γειά", "second line", "Sent by Cyclades");
  }

  @Test
  void aSenderThatTheMessageNamesIsTaken() throws Exception {
    mailServer.start();
    String subject = "Invitation " + UUID.randomUUID();

    publish("someone@example.com", subject, ", \"from\": \"desk@example.com\"");

    await().atMost(PATIENCE).until(() -> received(subject) != null);
    assertThat(GreenMailUtil.getAddressList(received(subject).getFrom()))
        .isEqualTo("desk@example.com");
  }

  @Test
  void aMailWaitsForAMailServerThatIsAway() throws Exception {
    String subject = "Patience " + UUID.randomUUID();
    double before = retried();
    publish("someone@example.com", subject, "");
    await().atMost(PATIENCE).until(() -> retried() > before);

    mailServer.start();

    await().atMost(PATIENCE).until(() -> received(subject) != null);
    assertThat(rows.deadLetters(topology.emails().get(0).name()))
        .noneMatch(letter -> body(letter).contains(subject));
  }

  @Test
  void aMailThatCanNeverBeSentIsADeadLetterAtOnce() throws Exception {
    mailServer.start();
    String noAddress = "no address " + UUID.randomUUID();
    String twoLines = "two lines " + UUID.randomUUID();

    publish("nobody at all <", noAddress, "");
    publish("someone@example.com", twoLines + "\\nBcc: everybody@example.com", "");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(rows.deadLetters(topology.emails().get(0).name()))
                    .anyMatch(letter -> body(letter).contains(noAddress))
                    .anyMatch(
                        letter ->
                            body(letter).contains(twoLines)
                                && letter.reason.contains("more than one line")));
  }

  private static String body(DeadLetter letter) {
    return new String(letter.body, StandardCharsets.UTF_8);
  }

  private double retried() {
    return metrics
        .counter(
            "cyclades.messages", "queue", topology.emails().get(0).name(), "outcome", "retried")
        .count();
  }
}
