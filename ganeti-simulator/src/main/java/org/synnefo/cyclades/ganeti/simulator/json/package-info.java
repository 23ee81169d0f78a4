/**
 * JSON in the format of the real programs, and atomic replacement of files. Independent of
 * clusters.
 */
package org.synnefo.cyclades.ganeti.simulator.json;
