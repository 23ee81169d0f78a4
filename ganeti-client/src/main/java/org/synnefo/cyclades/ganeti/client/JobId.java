package org.synnefo.cyclades.ganeti.client;

/**
 * A Ganeti job's number, unique within its cluster.
 *
 * @param value positive
 */
public record JobId(long value) {

  public JobId {
    if (value < 1) {
      throw new IllegalArgumentException("Not a job id: " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
