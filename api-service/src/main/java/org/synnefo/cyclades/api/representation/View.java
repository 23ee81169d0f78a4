package org.synnefo.cyclades.api.representation;

/**
 * The root of a response. It is a record: the components are the fields of the JSON, and also
 * define the XML (see {@link XmlCodec}).
 */
public interface View {}
