package org.synnefo.cyclades.ganeti.tools.scripts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synnefo.cyclades.model.message.NetworkStatus;
import org.synnefo.cyclades.model.message.NetworkStatus.NicStatus;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs the hook with environments recorded from Ganeti 3.0. */
class HookTest {

  private static final NicStatus FIRST =
      new NicStatus(
          "aa:00:10:18:46:92", "203.0.113.2", "2001:db8::a800:10ff:fe18:4692", "br0", "protected");
  private static final NicStatus SECOND =
      new NicStatus("aa:00:10:3c:c4:b9", "203.0.113.77", null, "br0", null);
  private static final NicStatus THIRD =
      new NicStatus("aa:00:10:7d:e8:f6", "203.0.113.3", null, "br0", null);

  @TempDir private Path directory;
  private Path spool;
  private Path hook;

  @BeforeEach
  void install() throws IOException {
    spool = Files.createDirectory(directory.resolve("spool"));
    Path hooks = Files.createDirectories(directory.resolve("hooks/instance-add-post.d"));
    hook =
        Files.copy(Script.DIRECTORY.resolve("hooks/cyclades-hook"), hooks.resolve("50-cyclades"));
    settings("IPV6_PREFIX=2001:db8::/64");
  }

  private void settings(String... lines) throws IOException {
    Files.writeString(
        directory.resolve("hooks/cyclades-hook.conf"),
        "SPOOL='%s'\n%s\n".formatted(spool, String.join("\n", lines)));
  }

  private Script.Result run(Map<String, String> environment) {
    return Script.run(environment, "sh", hook);
  }

  private NetworkStatus onlyMessage() {
    assertThat(Script.messages(spool)).hasSize(1).hasOnlyElementsOfType(NetworkStatus.class);
    return (NetworkStatus) Script.messages(spool).get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"instance-start-post", "instance-stop-post", "instance-reboot-post"})
  void theNicsAreReportedAfterStartStopAndReboot(String sample) {
    Instant before = Instant.now().minus(Duration.ofSeconds(1));

    Script.Result result = run(Script.recorded(sample));

    assertThat(result).isEqualTo(new Script.Result(0, ""));
    NetworkStatus status = onlyMessage();
    assertThat(status.instance()).isEqualTo("snf-1");
    assertThat(status.nics()).containsExactly(FIRST, SECOND);
    assertThat(status.eventTime()).isBetween(before, Instant.now().plusSeconds(1));
    assertThat(status.eventTime().getNano()).isNotZero();
  }

  @Test
  void aNewInstanceHasNoFirewallYet() {
    run(Script.recorded("instance-add-post"));

    assertThat(onlyMessage().nics())
        .containsExactly(
            new NicStatus(FIRST.mac(), FIRST.ip(), FIRST.ipv6(), FIRST.link(), null), SECOND);
  }

  @Test
  void aModificationReportsTheStateAfterIt() {
    Map<String, String> environment = Script.recorded("instance-modify-post");
    environment.put("GANETI_INSTANCE_NIC_COUNT", "1");
    environment.put("GANETI_INSTANCE_NIC0_IP", "192.0.2.99");

    run(environment);

    assertThat(onlyMessage().nics()).containsExactly(FIRST, SECOND, THIRD);
  }

  @Test
  void withoutAStateAfterwardsTheStateBeforeIsReported() {
    Map<String, String> environment = Script.recorded("instance-start-post");
    environment.keySet().removeIf(name -> name.startsWith("GANETI_POST_"));

    run(environment);

    assertThat(onlyMessage().nics()).containsExactly(FIRST, SECOND);
  }

  @Test
  void aRemovedInstanceHasNoNics() {
    run(Script.recorded("instance-remove-post"));

    assertThat(onlyMessage().nics()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"instance-add-pre", "instance-reinstall-post", "network-add-post"})
  void otherHooksReportNothing(String sample) {
    assertThat(run(Script.recorded(sample))).isEqualTo(new Script.Result(0, ""));
    assertThat(spool).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"web-1", "snf-", "snf-1x", "snf-test-1", "snf", "", "snf-1.example.com"})
  void otherInstancesAreNotReported(String name) {
    Map<String, String> environment = Script.recorded("instance-start-post");
    environment.put("GANETI_INSTANCE_NAME", name);

    assertThat(run(environment).status()).isZero();
    assertThat(spool).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"protected", "unprotected", "limited"})
  void theFirewallTagIdentifiesANicByNumberOrName(String profile) {
    Map<String, String> environment = Script.recorded("instance-start-post");
    environment.put(
        "GANETI_POST_INSTANCE_TAGS",
        "a synnefo:network:0:%1$s synnefo:network:9a1c0a4e-nic-2:%1$s synnefo:network:00:x *"
            .formatted(profile));

    run(environment);

    assertThat(onlyMessage().nics())
        .extracting(NicStatus::firewall)
        .containsExactly(profile, profile);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2001:db8::/64 > 2001:db8::a800:10ff:fe18:4692",
        "2001:db8:1:2::/64 > 2001:db8:1:2:a800:10ff:fe18:4692",
        "2001:db8:1::/64 > 2001:db8:1::a800:10ff:fe18:4692",
        "2001:db8:: > 2001:db8::a800:10ff:fe18:4692",
        "'' > null",
      })
  void theIpv6AddressIsDerivedFromTheConfiguredNetwork(String networkAndAddress)
      throws IOException {
    String[] parts = networkAndAddress.split(" > ");
    settings("IPV6_PREFIX=" + parts[0]);

    run(Script.recorded("instance-start-post"));

    assertThat(String.valueOf(onlyMessage().nics().get(0).ipv6())).isEqualTo(parts[1]);
  }

  @Test
  void anyStringIsEscapedAsJson() {
    String wild = "a\"b\\c\td é $(touch x) `id` %s 'q' {}";
    Map<String, String> environment = Script.recorded("instance-start-post");
    environment.put("GANETI_POST_INSTANCE_NIC0_LINK", wild);
    environment.put("GANETI_POST_INSTANCE_NIC1_IP", "");
    environment.put("GANETI_POST_INSTANCE_NIC1_LINK", "two\nlines");

    run(environment);

    assertThat(onlyMessage().nics().get(0).link()).isEqualTo(wild.replace("\t", ""));
    assertThat(onlyMessage().nics().get(1).ip()).isNull();
    assertThat(onlyMessage().nics().get(1).link()).isEqualTo("twolines");
  }

  @Test
  void newerMessagesOfAnInstanceReplaceOlderOnes() {
    Map<String, String> other = Script.recorded("instance-start-post");
    other.put("GANETI_INSTANCE_NAME", "snf-11");
    run(other);
    run(Script.recorded("instance-start-post"));
    run(Script.recorded("instance-modify-post"));

    assertThat(Script.messages(spool))
        .extracting(message -> ((NetworkStatus) message).instance())
        .containsExactlyInAnyOrder("snf-1", "snf-11");
    assertThat(Script.messages(spool))
        .extracting(message -> ((NetworkStatus) message).nics().size())
        .containsExactlyInAnyOrder(3, 2);
  }

  @Test
  void theHookNeverFails() throws IOException {
    Map<String, String> environment = Script.recorded("instance-start-post");

    settings("SPOOL=/nonexistent/spool");
    assertThat(run(environment).status()).isZero();
    settings("if (");
    assertThat(run(environment).status()).isZero();
    settings("IPV6_PREFIX=nonsense");
    assertThat(run(environment).status()).isZero();
    settings("SPOOL=/proc");
    assertThat(run(environment).status()).isZero();
    Map<String, String> odd = new HashMap<>(environment);
    odd.put("GANETI_POST_INSTANCE_NIC_COUNT", "many");
    settings();
    assertThat(run(odd).status()).isZero();
    assertThat(Script.run(Map.of(), "sh", hook).status()).isZero();
  }

  @Test
  void onlyTheMasterReportsIfConfigured() throws IOException {
    settings("MASTER_ONLY=yes");
    Map<String, String> environment = Script.recorded("instance-start-post");
    run(environment);
    assertThat(spool).isEmptyDirectory();

    environment.put(
        "GANETI_MASTER", Script.run(Map.of(), "hostname").output().strip() + ".example.com");
    run(environment);
    assertThat(onlyMessage().nics()).hasSize(2);
  }
}
