/**
 * Failures on request: which are due, and how often still. Knows nothing of how a failure is
 * brought about over HTTP.
 */
package org.synnefo.cyclades.ganeti.simulator.fault;
