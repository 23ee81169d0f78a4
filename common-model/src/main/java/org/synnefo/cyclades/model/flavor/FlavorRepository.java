package org.synnefo.cyclades.model.flavor;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
public class FlavorRepository implements PanacheRepositoryBase<Flavor, Long> {}
