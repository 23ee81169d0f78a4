package org.synnefo.cyclades.api.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares responses with golden files as documents, ignoring formatting. */
public final class Documents {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Documents() {}

  /** Reads a golden file and replaces {@code ${name}}. */
  public static String golden(String name, Map<String, ?> values) {
    String text;
    try (InputStream file = Documents.class.getResourceAsStream("/golden/" + name)) {
      text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    for (Map.Entry<String, ?> value : values.entrySet()) {
      text = text.replace("${" + value.getKey() + "}", value.getValue().toString());
    }
    return text;
  }

  public static void assertSameJson(String actual, String expected) throws Exception {
    assertThat(JSON.readTree(actual).toPrettyString())
        .isEqualTo(JSON.readTree(expected).toPrettyString());
  }

  public static void assertSameXml(String actual, String expected) throws Exception {
    Document one = parse(actual);
    Document other = parse(expected);
    if (!one.isEqualNode(other)) {
      assertThat(print(one)).isEqualTo(print(other));
    }
  }

  public static Document parse(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    stripBlanks(document.getDocumentElement());
    return document;
  }

  private static void stripBlanks(Node node) {
    Node child = node.getFirstChild();
    while (child != null) {
      Node next = child.getNextSibling();
      if (child.getNodeType() == Node.TEXT_NODE && child.getTextContent().isBlank()) {
        node.removeChild(child);
      } else {
        stripBlanks(child);
      }
      child = next;
    }
  }

  private static String print(Document document) throws Exception {
    var transformer = TransformerFactory.newInstance().newTransformer();
    transformer.setOutputProperty(OutputKeys.INDENT, "yes");
    StringWriter out = new StringWriter();
    transformer.transform(new DOMSource(document), new StreamResult(out));
    return out.toString();
  }
}
