package org.synnefo.cyclades.model.keypair;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
public class KeyPairRepository implements PanacheRepositoryBase<KeyPair, Long> {}
