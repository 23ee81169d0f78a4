/**
 * The process of the event daemon: options, main loop, directory watch. Must not depend on the
 * content of job files or messages.
 */
package org.synnefo.cyclades.ganeti.tools.eventd;
