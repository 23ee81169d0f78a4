package org.synnefo.cyclades.model.image;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
public class ImageMemberRepository implements PanacheRepositoryBase<ImageMember, ImageMember.Key> {}
