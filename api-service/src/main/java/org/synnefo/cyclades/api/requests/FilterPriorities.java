package org.synnefo.cyclades.api.requests;

/** The order of the filters; lower values run first. */
public final class FilterPriorities {

  /** Runs before the resource is matched. */
  public static final int REPRESENTATION = 100;

  public static final int AUTHENTICATION = 200;

  public static final int RATE_LIMIT = 300;

  private FilterPriorities() {}
}
