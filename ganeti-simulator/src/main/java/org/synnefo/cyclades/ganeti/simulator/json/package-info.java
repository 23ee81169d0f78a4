/**
 * JSON in the notation of the real programs, and files of it that are replaced as a whole. Knows
 * nothing of clusters.
 */
package org.synnefo.cyclades.ganeti.simulator.json;
