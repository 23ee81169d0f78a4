/**
 * What the cluster is: its instances, networks and limits, kept in one file. Knows nothing of jobs,
 * of HTTP, nor of what an operation does to it.
 */
package org.synnefo.cyclades.ganeti.simulator.cluster;
