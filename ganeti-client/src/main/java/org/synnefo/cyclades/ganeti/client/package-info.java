/**
 * The services' view of Ganeti: {@link org.synnefo.cyclades.ganeti.client.GanetiClient}, its
 * records and its exceptions.
 *
 * <p>The package knows nothing about servers, tenants or the database. Only the {@code rapi}
 * package deals with the protocol.
 */
package org.synnefo.cyclades.ganeti.client;
