package org.synnefo.cyclades.api.representation;

/** A view whose root has a name that only its value tells. */
public interface NamedView extends View {

  /** The XML root element. */
  String rootElement();

  /** What is in the root element. */
  Object content();
}
