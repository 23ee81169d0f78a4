/**
 * What the services know of Ganeti: {@link org.synnefo.cyclades.ganeti.client.GanetiClient} with
 * the records it takes and returns and the errors it throws.
 *
 * <p>Knows nothing of servers, tenants or the database. How the remote API is spoken is in {@code
 * rapi}, the only package of the project that does so.
 */
package org.synnefo.cyclades.ganeti.client;
