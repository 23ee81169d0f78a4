package org.synnefo.cyclades.ganeti.simulator.job;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A line of a job's log.
 *
 * @param serial number of the line in the job, from 1
 * @param type {@code message}
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"serial", "time", "type", "text"})
public record LogEntry(long serial, Timestamp time, String type, String text) {}
