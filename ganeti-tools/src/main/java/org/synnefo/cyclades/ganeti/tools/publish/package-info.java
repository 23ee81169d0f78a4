/**
 * Sending messages to the broker, with its confirmation. Must not know where messages come from.
 */
package org.synnefo.cyclades.ganeti.tools.publish;
