/**
 * Other people's programs that the cluster runs: hooks and the operating system's create script,
 * with the environments that they are promised.
 */
package org.synnefo.cyclades.ganeti.simulator.script;
