package org.synnefo.cyclades.api.requests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.synnefo.cyclades.api.faults.Fault;

/**
 * Parses an XML body to the object of the equivalent JSON request: attributes are fields, elements
 * are objects, {@code meta} elements are metadata items, {@code file} elements of {@code
 * personality} are a list. No DTDs, no entities.
 */
final class XmlBodies {

  private static final int MAX_DEPTH = 50;
  private static final XMLInputFactory FACTORY = factory();

  private XmlBodies() {}

  static JsonNode read(byte[] body) {
    try {
      XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(body));
      try {
        reader.nextTag();
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        if (isMeta(reader)) {
          meta(reader, object.putObject("meta"));
        } else {
          object.set(reader.getLocalName(), element(reader, 1));
        }
        while (reader.hasNext()) {
          reader.next();
        }
        return object;
      } finally {
        reader.close();
      }
    } catch (XMLStreamException | RuntimeException e) {
      if (e instanceof Fault fault) {
        throw fault;
      }
      throw Fault.badRequest("The body is not valid XML.");
    }
  }

  private static boolean isMeta(XMLStreamReader reader) {
    return reader.getLocalName().equals("meta");
  }

  private static void meta(XMLStreamReader reader, ObjectNode into) throws XMLStreamException {
    String key = reader.getAttributeValue(null, "key");
    if (key == null) {
      throw Fault.badRequest("'meta' must have a 'key' attribute.");
    }
    requireAbsent(into, key).put(key, reader.getElementText());
  }

  private static ObjectNode element(XMLStreamReader reader, int depth) throws XMLStreamException {
    if (depth > MAX_DEPTH) {
      throw Fault.badRequest("The body is nested too deeply.");
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      object.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    while (reader.next() != XMLStreamConstants.END_ELEMENT) {
      if (reader.isStartElement()) {
        child(reader, object, depth);
      }
    }
    return object;
  }

  private static void child(XMLStreamReader reader, ObjectNode parent, int depth)
      throws XMLStreamException {
    String name = reader.getLocalName();
    if (isMeta(reader)) {
      meta(reader, parent);
    } else if (name.equals("personality")) {
      files(reader, requireAbsent(parent, name).putArray(name));
    } else {
      requireAbsent(parent, name).set(name, element(reader, depth + 1));
    }
  }

  private static ObjectNode requireAbsent(ObjectNode object, String field) {
    if (object.has(field)) {
      throw Fault.badRequest("'%s' is duplicated.", TextRules.shortened(field));
    }
    return object;
  }

  private static void files(XMLStreamReader reader, ArrayNode files) throws XMLStreamException {
    while (reader.next() != XMLStreamConstants.END_ELEMENT) {
      if (reader.isStartElement()) {
        ObjectNode file = files.addObject();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
          file.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        requireAbsent(file, "contents").put("contents", reader.getElementText().strip());
      }
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }
}
