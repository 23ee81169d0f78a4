/**
 * Compares the database with the clusters and mends what differs, so that with every event lost
 * they agree within one period. One bulk query for each cluster; one replica at a time for each
 * cluster; a cluster that does not answer is left alone.
 */
package org.synnefo.cyclades.dispatcher.reconciliation;
