/** Ganeti clusters: where they are, how to speak to them, how much room they have. */
package org.synnefo.cyclades.model.backend;
