/**
 * External programs that the cluster runs: hooks and the OS create script, with the environments
 * that Ganeti specifies.
 */
package org.synnefo.cyclades.ganeti.simulator.script;
