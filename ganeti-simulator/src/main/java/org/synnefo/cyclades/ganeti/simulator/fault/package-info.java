/** Fault injection: the active faults, and how often they still occur. Independent of HTTP. */
package org.synnefo.cyclades.ganeti.simulator.fault;
