package org.synnefo.cyclades.model.deadletter;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** Dead letters. */
@ApplicationScoped
public class DeadLetters implements PanacheRepositoryBase<DeadLetter, Long> {}
