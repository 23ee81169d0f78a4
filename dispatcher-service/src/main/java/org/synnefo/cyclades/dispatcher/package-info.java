/**
 * The dispatcher: takes what happened at the clusters into the database, and what tenants asked for
 * to the clusters. It has no interface but its health and its metrics.
 */
package org.synnefo.cyclades.dispatcher;
