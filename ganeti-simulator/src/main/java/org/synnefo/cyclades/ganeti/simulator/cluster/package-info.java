/**
 * The state of the cluster: instances, networks and limits, stored in one file. Independent of
 * jobs, HTTP and operations.
 */
package org.synnefo.cyclades.ganeti.simulator.cluster;
