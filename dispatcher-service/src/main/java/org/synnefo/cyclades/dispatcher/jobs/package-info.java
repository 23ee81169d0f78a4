/**
 * Follows the jobs of commands by asking Ganeti, so that a lost event, or a cluster without an
 * event daemon, leaves no server waiting.
 */
package org.synnefo.cyclades.dispatcher.jobs;
