/**
 * The screens of running instances: an RFB server for each. Knows nothing of the cluster; it is
 * told a name and a port.
 */
package org.synnefo.cyclades.ganeti.simulator.console;
