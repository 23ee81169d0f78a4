/** The clusters: which takes a new server, and how each is spoken to. */
package org.synnefo.cyclades.dispatcher.backends;
