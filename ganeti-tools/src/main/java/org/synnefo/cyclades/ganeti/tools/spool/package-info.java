/**
 * The spool directory, where the hook and the progress monitor leave messages. Must not depend on
 * how messages are sent, or on the job queue.
 */
package org.synnefo.cyclades.ganeti.tools.spool;
