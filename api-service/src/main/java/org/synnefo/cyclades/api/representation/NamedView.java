package org.synnefo.cyclades.api.representation;

/** A view whose root element has a variable name. */
public interface NamedView extends View {

  /** The name of the XML root element. */
  String rootElement();

  /** The content of the root element. */
  Object content();
}
