/**
 * What each opcode does to the cluster, and how it fails. Knows nothing of HTTP, nor of how jobs
 * are queued and stored.
 */
package org.synnefo.cyclades.ganeti.simulator.operation;
