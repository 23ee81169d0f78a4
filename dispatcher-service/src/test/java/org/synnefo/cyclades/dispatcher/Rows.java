package org.synnefo.cyclades.dispatcher;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.synnefo.cyclades.model.account.User;
import org.synnefo.cyclades.model.account.UserState;
import org.synnefo.cyclades.model.account.UserType;
import org.synnefo.cyclades.model.backend.Backend;
import org.synnefo.cyclades.model.backend.BackendRepository;
import org.synnefo.cyclades.model.command.Command;
import org.synnefo.cyclades.model.command.CommandRepository;
import org.synnefo.cyclades.model.command.CommandState;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.deadletter.DeadLetter;
import org.synnefo.cyclades.model.flavor.Flavor;
import org.synnefo.cyclades.model.image.Image;
import org.synnefo.cyclades.model.image.ImageState;
import org.synnefo.cyclades.model.message.JobStatus;
import org.synnefo.cyclades.model.network.Network;
import org.synnefo.cyclades.model.network.NetworkLink;
import org.synnefo.cyclades.model.network.Nic;
import org.synnefo.cyclades.model.secret.DeploymentKey;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.PendingAction;
import org.synnefo.cyclades.model.server.Server;

/** Writes and reads the rows that the API would. */
@ApplicationScoped
@Transactional
public class Rows {

  static final String ADMIN_PASSWORD = "xyzzy-42";

  private final EntityManager entities;
  private final DeploymentKey key;

  @Inject
  public Rows(EntityManager entities, DeploymentKey key) {
    this.entities = entities;
    this.key = key;
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  public long user() {
    User user = new User();
    user.name = "someone";
    user.email = UUID.randomUUID() + "@example.com";
    user.type = UserType.USER;
    user.state = UserState.ACTIVE;
    user.created = now();
    user.updated = now();
    entities.persist(user);
    return user.id;
  }

  public long backend(String name, String endpoint, String user, String password, String ca) {
    Backend backend = new Backend();
    backend.name = name;
    backend.endpoints = endpoint;
    backend.rapiUser = user;
    backend.rapiPassword = key.encrypt(password, BackendRepository.PASSWORD_PURPOSE);
    backend.certificateAuthority = ca;
    backend.hypervisor = "fake";
    backend.publicNic = Map.of("mode", "bridged", "link", "br0");
    backend.privateNic = Map.of("mode", "bridged");
    backend.created = now();
    backend.updated = now();
    entities.persist(backend);
    return backend.id;
  }

  /** A backend whose password was encrypted with another key. */
  public long undecryptableBackend(String name) {
    long id = backend(name, "http://127.0.0.1:1", "user", "password", null);
    entities.find(Backend.class, id).rapiPassword = new byte[64];
    return id;
  }

  /** One that the simulator stands for, whose clusters are the fake hypervisor's. */
  public long backend(SimulatedCluster cluster) {
    long id =
        backend(
            "b" + UUID.randomUUID(),
            cluster.url(),
            SimulatedCluster.USER,
            SimulatedCluster.PASSWORD,
            null);
    entities.find(Backend.class, id).publicNic = Map.of("ip", "pool", "network", "snf-public");
    return id;
  }

  public void offline(long backend) {
    entities.find(Backend.class, backend).offline = true;
  }

  /** As {@code snf-admin backend accept} does it. */
  public void acceptCluster(long id) {
    Backend backend = entities.find(Backend.class, id);
    backend.clusterUuid = backend.otherClusterUuid;
    backend.clusterName = backend.otherClusterName;
    backend.otherClusterUuid = null;
    backend.otherClusterName = null;
  }

  /** As {@code snf-admin backend accept --losses} does it. */
  public void acceptLosses(long id) {
    Backend backend = entities.find(Backend.class, id);
    backend.acceptedMissing = backend.suspectMissing;
    backend.acceptedUnknown = backend.suspectUnknown;
    backend.suspectMissing = null;
    backend.suspectUnknown = null;
  }

  /** One without a disk. */
  public long flavor() {
    return flavor(128, 1, "diskless");
  }

  public long flavor(int ramMib, int diskGib, String diskTemplate) {
    Optional<Flavor> present =
        entities
            .createQuery(
                "from Flavor where ramMib = ?1 and diskGib = ?2 and diskTemplate = ?3",
                Flavor.class)
            .setParameter(1, ramMib)
            .setParameter(2, diskGib)
            .setParameter(3, diskTemplate)
            .getResultStream()
            .findFirst();
    if (present.isPresent()) {
      return present.get().id;
    }
    Flavor flavor = new Flavor();
    flavor.cpu = 1;
    flavor.ramMib = ramMib;
    flavor.diskGib = diskGib;
    flavor.diskTemplate = diskTemplate;
    flavor.created = now();
    flavor.updated = now();
    entities.persist(flavor);
    return flavor.id;
  }

  public long image() {
    Image image = new Image();
    image.uuid = UUID.randomUUID();
    image.name = "image";
    image.isPublic = true;
    image.state = ImageState.values()[0];
    image.location = "image-1";
    image.diskFormat = "diskdump";
    image.created = now();
    image.updated = now();
    entities.persist(image);
    return image.id;
  }

  /** A server that is being built; backend may be null. */
  public long newServer(Long backend) {
    return newServer(backend, flavor());
  }

  public long newServer(Long backend, long flavor) {
    return newServer(user(), backend, flavor);
  }

  /** One more server of a user. */
  public long serverOf(long user, long backend) {
    return newServer(user, backend, flavor());
  }

  private long newServer(long user, Long backend, long flavor) {
    Server server = new Server();
    server.name = "server";
    server.userId = user;
    server.imageId = image();
    server.flavorId = flavor;
    server.backendId = backend;
    server.operatingState = OperatingState.BUILD;
    server.created = now();
    server.updated = now();
    entities.persist(server);
    return server.id;
  }

  public void state(long id, OperatingState state, PendingAction pending) {
    Server server = entities.find(Server.class, id);
    server.operatingState = state;
    server.pendingAction = pending;
  }

  public void image(long server, long image) {
    entities.find(Server.class, server).imageId = image;
  }

  /** As if nothing had happened to it for a while. */
  public void aged(long id) {
    entities.find(Server.class, id).updated = now().minusSeconds(60);
  }

  /** As if nobody had told that the job ended. */
  public void jobUnderWay(long id, long job, String opcode) {
    Server server = entities.find(Server.class, id);
    server.jobId = job;
    server.jobOpcode = opcode;
    server.jobStatus = JobStatus.RUNNING;
  }

  public void nicsKnownAt(long id, Instant time) {
    entities.find(Server.class, id).nicsEventTime = time.truncatedTo(ChronoUnit.MICROS);
  }

  /** As if it had first been missed a while ago. */
  public void missedLongAgo(long id) {
    entities.find(Server.class, id).missingSince = now().minusSeconds(60);
  }

  public Server server(long id) {
    return entities.find(Server.class, id);
  }

  public UUID command(long server, CommandVerb verb, Map<String, Object> arguments) {
    return command(server, verb, arguments, null);
  }

  public UUID command(
      long server, CommandVerb verb, Map<String, Object> arguments, String traceParent) {
    Command command = new Command();
    command.id = UUID.randomUUID();
    command.verb = verb;
    command.serverId = server;
    command.backendId = entities.find(Server.class, server).backendId;
    command.requestId = "req-" + UUID.randomUUID();
    command.arguments = arguments;
    command.traceParent = traceParent;
    command.state = CommandState.PENDING;
    command.nextAttemptAt = now();
    command.created = now();
    if (verb == CommandVerb.CREATE || verb == CommandVerb.REINSTALL) {
      command.secret =
          key.encrypt(
              "{\"adminPass\": \"%s\"}".formatted(ADMIN_PASSWORD),
              CommandRepository.SECRET_PURPOSE);
    }
    entities.persist(command);
    return command.id;
  }

  /** A command whose secret was encrypted with another key. */
  public UUID undecryptableCommand(long server, CommandVerb verb) {
    UUID id = command(server, verb, Map.of());
    entities.find(Command.class, id).secret = new byte[64];
    return id;
  }

  /** As if it had been asked for a day earlier. */
  public void askedLongAgo(UUID id) {
    entities
        .createNativeQuery("update commands set created = created - interval '1 day' where id = ?1")
        .setParameter(1, id)
        .executeUpdate();
  }

  /** As if a job had been submitted. */
  public void submitted(UUID id, long job) {
    Command command = entities.find(Command.class, id);
    command.state = CommandState.SUBMITTED;
    command.jobId = job;
    command.attempts = 1;
    command.submittedAt = now();
    command.nextAttemptAt = now().plusSeconds(3600);
  }

  /** As if its network had been deleted a while ago. */
  public void deletedNetwork(long id) {
    Network network = entities.find(Network.class, id);
    network.deleted = true;
    network.updated = now().minusSeconds(1);
  }

  /** Only that one backend is spoken to from now on. */
  public void onlyOnline(long backend) {
    entities
        .createQuery("update Backend set offline = true where id <> ?1")
        .setParameter(1, backend)
        .executeUpdate();
  }

  /** As if it had failed. */
  public void ended(UUID id) {
    entities.find(Command.class, id).state = CommandState.FAILED;
  }

  /** As if all that was asked of a backend had failed. */
  public void allEnded(long backend) {
    entities
        .createQuery("update Command set state = FAILED where backendId = ?1")
        .setParameter(1, backend)
        .executeUpdate();
  }

  /** As if it were time to look at it again. */
  public void due(UUID id) {
    entities.find(Command.class, id).nextAttemptAt = now();
  }

  /** As if whoever claimed it had died. */
  public void abandonedClaim(UUID id) {
    Command command = entities.find(Command.class, id);
    command.state = CommandState.SUBMITTING;
    command.attempts = 1;
    command.nextAttemptAt = now();
  }

  public Command command(UUID id) {
    return entities.find(Command.class, id);
  }

  public long network(boolean deleted) {
    return network(deleted, user());
  }

  public long network(boolean deleted, long owner) {
    Network network = new Network();
    network.name = "private";
    network.userId = owner;
    network.deleted = deleted;
    network.created = now();
    network.updated = now();
    entities.persist(network);
    return network.id;
  }

  public String link(Long network) {
    NetworkLink link = new NetworkLink();
    link.name = "prv" + UUID.randomUUID().toString().substring(0, 8);
    link.networkId = network;
    entities.persist(link);
    return link.name;
  }

  public void give(String link, long network) {
    entities
            .createQuery("from NetworkLink where name = ?1", NetworkLink.class)
            .setParameter(1, link)
            .getSingleResult()
            .networkId =
        network;
  }

  public Long networkOf(String link) {
    return entities
        .createQuery("from NetworkLink where name = ?1", NetworkLink.class)
        .setParameter(1, link)
        .getSingleResult()
        .networkId;
  }

  public List<Nic> nics(long server) {
    return entities
        .createQuery("from Nic where serverId = ?1 order by position", Nic.class)
        .setParameter(1, server)
        .getResultList();
  }

  /** As if somebody had said that the server has no other NIC. */
  public void onlyFirstNic(long server) {
    entities
        .createQuery("delete from Nic where serverId = ?1 and position > 0")
        .setParameter(1, server)
        .executeUpdate();
  }

  public List<DeadLetter> deadLetters(String queue) {
    return entities
        .createQuery("from DeadLetter where queue = ?1 order by id", DeadLetter.class)
        .setParameter(1, queue)
        .getResultList();
  }
}
