/** The screens of running instances, with an RFB server for each. Independent of the cluster. */
package org.synnefo.cyclades.ganeti.simulator.console;
