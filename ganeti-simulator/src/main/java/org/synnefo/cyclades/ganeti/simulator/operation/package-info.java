/**
 * The effects and failures of each opcode. Independent of HTTP, and of the queueing and storage of
 * jobs.
 */
package org.synnefo.cyclades.ganeti.simulator.operation;
