package org.synnefo.cyclades.dispatcher.backends;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.synnefo.cyclades.ganeti.client.InstanceInfo;
import org.synnefo.cyclades.model.deployment.Deployments;

/**
 * The tag that every instance of this deployment carries. Deployments may share a cluster, and even
 * the prefix of their instances: the tag tells whose an instance is.
 */
@ApplicationScoped
public class DeploymentTag {

  private static final String PREFIX = "cyclades:deployment:";

  private final Deployments deployments;
  private volatile String own;

  @Inject
  public DeploymentTag(Deployments deployments) {
    this.deployments = deployments;
  }

  /** Whose an instance is, as its tags tell. */
  public enum Owner {
    /** It carries our tag. */
    US,
    /** It carries the tag of another deployment. */
    ANOTHER,
    /** It carries no such tag: it is older than the tags, or somebody made it by hand. */
    UNTOLD
  }

  /** Our tag. */
  public String own() {
    if (own == null) {
      own = PREFIX + QuarkusTransaction.joiningExisting().call(deployments::uuid);
    }
    return own;
  }

  public Owner owner(InstanceInfo instance) {
    List<String> tags = instance.tags().stream().filter(tag -> tag.startsWith(PREFIX)).toList();
    if (tags.isEmpty()) {
      return Owner.UNTOLD;
    }
    return tags.equals(List.of(own())) ? Owner.US : Owner.ANOTHER;
  }
}
