package org.synnefo.cyclades.model.image;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** Whom images are shared with. */
@ApplicationScoped
public class ImageMemberRepository implements PanacheRepositoryBase<ImageMember, ImageMember.Key> {}
