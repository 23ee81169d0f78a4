package org.synnefo.cyclades.admin;

/** A terminal must not be told what to do by what somebody else wrote. */
public final class Terminal {

  private Terminal() {}

  /** As it is, without control characters. */
  public static String text(Object value) {
    return value.toString().replaceAll("[\\p{Cntrl}&&[^\n\t]]", "?");
  }

  /** As a part of one line. */
  public static String line(Object value) {
    return text(value.toString().replaceAll("\\s+", " "));
  }
}
