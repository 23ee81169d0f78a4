/** Consuming: what every queue has in common. It knows the broker; the handlers do not. */
package org.synnefo.cyclades.dispatcher.messages;
