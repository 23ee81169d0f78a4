/**
 * What every role shares: the tables and their entities, the life cycle of a server, the messages
 * between the roles.
 *
 * <p>It is below everything else: it knows no HTTP, no broker client and no Ganeti. SQL lives here,
 * in the repositories of each feature's package, and nowhere else.
 */
package org.synnefo.cyclades.model;
