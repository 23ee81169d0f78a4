package org.synnefo.cyclades.ganeti.client;

import java.time.Instant;

/**
 * A line of a job's log.
 *
 * @param serial its number, increasing across all operations of the job
 * @param time when it was written, in microseconds
 * @param type Ganeti's message type, usually {@code message}
 * @param text the line
 */
public record JobLogEntry(long serial, Instant time, String type, String text) {}
