/**
 * Ganeti's job queue directory, its job files, and which of their news were told already. Must not
 * know how news are sent.
 */
package org.synnefo.cyclades.ganeti.tools.jobqueue;
