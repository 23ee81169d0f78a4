package org.synnefo.cyclades.api.representation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes views as XML by these rules. A scalar component is an attribute, or an element with {@link
 * XmlChild}. A record is an element. {@link Values} is an element that contains its items, a list
 * only the items; {@link XmlItem} names the element of an item. Links are {@code atom:link}
 * elements without a wrapper, metadata are {@code meta} elements. The first component of a view is
 * the root element, and lists beside it are inside it.
 */
public final class XmlCodec {

  static final String NAMESPACES =
      " xmlns=\"http://docs.openstack.org/compute/api/v1.1\""
          + " xmlns:atom=\"http://www.w3.org/2005/Atom\"";

  private static final String PROLOGUE = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  private static final Map<Class<?>, List<Part>> PARTS = new ConcurrentHashMap<>();

  private final StringBuilder out = new StringBuilder(1024);
  private final XmlWriter xml = new XmlWriter(out);

  private XmlCodec() {}

  /** Writes the view as XML in UTF-8. */
  public static byte[] write(View view) {
    XmlCodec codec = new XmlCodec();
    codec.out.append(PROLOGUE);
    codec.root(view);
    return codec.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** One component of a record. */
  private record Part(RecordComponent component, String name, String item, boolean text) {

    Object of(Object record) {
      try {
        return component.getAccessor().invoke(record);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("A view can't be read: " + component, e);
      }
    }

    boolean isScalar(Object value) {
      return !text
          && (value instanceof String || value instanceof Number || value instanceof Boolean);
    }
  }

  private static List<Part> parts(Object record) {
    return PARTS.computeIfAbsent(
        record.getClass(),
        type -> {
          List<Part> parts = new ArrayList<>();
          for (RecordComponent component : type.getRecordComponents()) {
            component.getAccessor().setAccessible(true);
            JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
            XmlItem item = component.getAnnotation(XmlItem.class);
            parts.add(
                new Part(
                    component,
                    property == null ? component.getName() : property.value(),
                    item == null ? "item" : item.value(),
                    component.isAnnotationPresent(XmlChild.class)));
          }
          return parts;
        });
  }

  private void root(View view) {
    if (view instanceof NamedView named) {
      element(named.rootElement(), NAMESPACES, named.content(), List.of(), "item");
      return;
    }
    List<Part> parts = parts(view);
    Part first = parts.get(0);
    if (first.of(view) instanceof Map<?, ?> map && first.name().equals("meta")) {
      meta(NAMESPACES, map);
      return;
    }
    List<Object> beside = new ArrayList<>();
    parts.stream()
        .skip(1)
        .map(part -> part.of(view))
        .filter(List.class::isInstance)
        .forEach(list -> beside.addAll((List<?>) list));
    element(first.name(), NAMESPACES, first.of(view), beside, first.item());
  }

  private void element(
      String name, String namespaces, Object content, List<Object> beside, String item) {
    xml.start(name);
    out.append(namespaces);
    if (content instanceof Record
        && !(content instanceof Values<?>)
        && !(content instanceof Dictionary)) {
      attributes(content);
    }
    xml.open();
    children(content, item);
    beside.forEach(value -> item("item", value));
    xml.end(name);
  }

  private void attributes(Object record) {
    for (Part part : parts(record)) {
      Object value = part.of(record);
      if (part.isScalar(value)) {
        xml.attribute(attributeName(part.name()), value);
      }
    }
  }

  /** In JSON the prefix of an extension is part of the name; in XML it would be a namespace. */
  private static String attributeName(String name) {
    return name.substring(name.indexOf(':') + 1);
  }

  private void children(Object content, String item) {
    if (content instanceof Values<?> values) {
      values.values().forEach(value -> item(item, value));
    } else if (content instanceof Dictionary dictionary) {
      metadata(dictionary.values());
    } else if (content instanceof Map<?, ?> map) {
      metadata(map);
    } else if (content instanceof Record) {
      for (Part part : parts(content)) {
        child(part, part.of(content));
      }
    } else if (content != null) {
      xml.text(content);
    }
  }

  private void child(Part part, Object value) {
    if (value == null || part.isScalar(value)) {
      return;
    }
    if (value instanceof List<?> list) {
      list.forEach(element -> item(part.item(), element));
    } else if (isLinks(value)) {
      ((Values<?>) value).values().forEach(link -> item("item", link));
    } else {
      element(part.name(), "", value, List.of(), part.item());
    }
  }

  private static boolean isLinks(Object value) {
    return value instanceof Values<?> values
        && values.values() instanceof List<?> list
        && !list.isEmpty()
        && list.get(0) instanceof Link;
  }

  private void item(String name, Object value) {
    if (value instanceof Link link) {
      xml.start("atom:link").attribute("rel", link.rel()).attribute("href", link.href());
      Optional.ofNullable(link.type()).ifPresent(type -> xml.attribute("type", type));
      xml.empty();
    } else if (value instanceof Record) {
      element(name, "", value, List.of(), name);
    } else {
      xml.start(name).attribute("id", value).empty();
    }
  }

  private void metadata(Map<?, ?> map) {
    meta("", map);
  }

  private void meta(String namespaces, Map<?, ?> map) {
    map.forEach(
        (key, value) -> {
          xml.start("meta");
          out.append(namespaces);
          xml.attribute("key", key).open().text(value).end("meta");
        });
  }
}
