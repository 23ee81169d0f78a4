package org.synnefo.cyclades.ganeti.client;

import java.time.Instant;

/**
 * A line of a job's log.
 *
 * @param serial its number, rising through all operations of the job
 * @param time when it was written, to the microsecond
 * @param type Ganeti's kind of message, {@code message} as a rule
 * @param text the line
 */
public record JobLogEntry(long serial, Instant time, String type, String text) {}
