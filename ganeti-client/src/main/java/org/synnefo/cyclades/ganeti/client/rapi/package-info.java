/**
 * The protocol of Ganeti's remote API (RAPI): paths, bodies, errors, TLS, and failover between a
 * cluster's endpoints.
 *
 * <p>Callers use {@link org.synnefo.cyclades.ganeti.client.GanetiClientFactory}; the types of this
 * package are internal.
 */
package org.synnefo.cyclades.ganeti.client.rapi;
