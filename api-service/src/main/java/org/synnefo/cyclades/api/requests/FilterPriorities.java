package org.synnefo.cyclades.api.requests;

/** The order of the filters; the lower comes first. */
public final class FilterPriorities {

  /** Before a resource is looked for. */
  public static final int REPRESENTATION = 100;

  public static final int AUTHENTICATION = 200;

  public static final int RATE_LIMIT = 300;

  private FilterPriorities() {}
}
