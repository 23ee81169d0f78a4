/**
 * The spool directory, where the hook and the progress monitor leave messages. Must not know how
 * they are sent, nor the job queue.
 */
package org.synnefo.cyclades.ganeti.tools.spool;
