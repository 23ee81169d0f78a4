package org.synnefo.cyclades.service;

import java.util.List;

/** A service can't start with the settings that it was given. */
public final class UnusableSettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final List<String> lines;

  /**
   * @param lines what is wrong and what to do about it, one line each
   */
  public UnusableSettingsException(List<String> lines) {
    super(String.join("; ", lines), null, false, false);
    this.lines = List.copyOf(lines);
  }

  public List<String> lines() {
    return lines;
  }
}
