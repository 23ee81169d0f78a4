package org.synnefo.cyclades.ganeti.client;

/**
 * The number of a Ganeti job, unique within its cluster.
 *
 * @param value positive
 */
public record JobId(long value) {

  public JobId {
    if (value < 1) {
      throw new IllegalArgumentException("Invalid job id: " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
