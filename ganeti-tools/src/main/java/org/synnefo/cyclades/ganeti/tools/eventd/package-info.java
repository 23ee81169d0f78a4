/**
 * The event daemon's process: its options, its loop, what it watches. Must not know what is in a
 * job file or in a message.
 */
package org.synnefo.cyclades.ganeti.tools.eventd;
