/**
 * Ganeti's job queue: directory, job files, and the record of what has been published. Must not
 * depend on how messages are sent.
 */
package org.synnefo.cyclades.ganeti.tools.jobqueue;
