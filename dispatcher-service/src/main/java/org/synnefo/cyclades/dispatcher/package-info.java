/**
 * The dispatcher: brings what Ganeti tells into the database, and what tenants ask to Ganeti. Any
 * number of replicas may run; each handler does its work in one transaction and may be given the
 * same message twice.
 */
package org.synnefo.cyclades.dispatcher;
