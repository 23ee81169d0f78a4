/**
 * Carries the trace of an API request on: from the outbox row to the calls of Ganeti, and to the
 * end of the job.
 */
package org.synnefo.cyclades.dispatcher.tracing;
