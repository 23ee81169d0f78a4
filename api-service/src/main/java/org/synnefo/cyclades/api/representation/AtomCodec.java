package org.synnefo.cyclades.api.representation;

import java.nio.charset.StandardCharsets;

/** Writes feeds as Atom (RFC 4287). */
final class AtomCodec {

  private AtomCodec() {}

  static byte[] write(AtomFeed feed) {
    StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    XmlWriter xml = new XmlWriter(out);
    out.append("<feed xmlns=\"http://www.w3.org/2005/Atom\">");
    element(xml, "title", "Available API Versions");
    element(xml, "updated", feed.entries().get(0).updated());
    element(xml, "id", feed.feedUrl());
    xml.start("author").open();
    element(xml, "name", "Synnefo");
    xml.end("author");
    xml.start("link").attribute("rel", "self").attribute("href", feed.feedUrl()).empty();
    for (AtomFeed.Entry entry : feed.entries()) {
      xml.start("entry").open();
      element(xml, "id", entry.url());
      element(xml, "title", entry.title());
      element(xml, "updated", entry.updated());
      xml.start("link").attribute("rel", "self").attribute("href", entry.url()).empty();
      xml.start("content").attribute("type", "text").open().text(entry.title()).end("content");
      xml.end("entry");
    }
    xml.end("feed");
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void element(XmlWriter xml, String name, String text) {
    xml.start(name).open().text(text).end(name);
  }
}
