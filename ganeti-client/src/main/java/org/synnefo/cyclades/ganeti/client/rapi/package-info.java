/**
 * Ganeti's remote API (RAPI) on the wire: its paths, bodies and errors, TLS, and the choice among a
 * cluster's endpoints.
 *
 * <p>Callers use {@link org.synnefo.cyclades.ganeti.client.GanetiClientFactory}; no type of this
 * package appears outside of it.
 */
package org.synnefo.cyclades.ganeti.client.rapi;
