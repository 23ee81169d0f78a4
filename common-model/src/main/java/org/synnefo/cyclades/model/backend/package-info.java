/** Ganeti clusters: their addresses, credentials and capacity. */
package org.synnefo.cyclades.model.backend;
