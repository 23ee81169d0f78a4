package org.synnefo.cyclades.api.representation;

/**
 * The root of an answer: a record whose JSON is that of its components, and whose XML follows from
 * them (see {@link XmlCodec}).
 */
public interface View {}
