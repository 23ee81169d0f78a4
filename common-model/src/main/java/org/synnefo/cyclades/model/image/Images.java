package org.synnefo.cyclades.model.image;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** Images. */
@ApplicationScoped
public class Images implements PanacheRepositoryBase<Image, Long> {}
