package org.synnefo.cyclades.model.invitation;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** Invitations. */
@ApplicationScoped
public class Invitations implements PanacheRepositoryBase<Invitation, Long> {}
