package org.synnefo.cyclades.local.settings;

import org.synnefo.cyclades.model.secret.DeploymentKey;
import org.synnefo.cyclades.model.secret.RandomToken;

/**
 * What a local cloud keeps to itself, made anew for each.
 *
 * @param deploymentKey encrypts secrets at rest
 * @param firstToken token of the first tenant, in clear: the tour shows it
 * @param secondToken token of the second tenant
 * @param adminToken token of the administrator
 * @param amqpPassword of the broker that is started here
 * @param rapiPassword of the simulator
 * @param operatorToken lets an operator list and end console sessions
 * @param databasePassword of the role that the services log in as; null in a cloud of an earlier
 *     version
 */
public record Secrets(
    String deploymentKey,
    String firstToken,
    String secondToken,
    String adminToken,
    String amqpPassword,
    String rapiPassword,
    String operatorToken,
    String databasePassword) {

  public static Secrets generate() {
    return new Secrets(
        DeploymentKey.generate(),
        RandomToken.generate(),
        RandomToken.generate(),
        RandomToken.generate(),
        RandomToken.generate(),
        RandomToken.generate(),
        RandomToken.generate(),
        RandomToken.generate());
  }

  @Override
  public String toString() {
    return "Secrets[hidden]";
  }
}
