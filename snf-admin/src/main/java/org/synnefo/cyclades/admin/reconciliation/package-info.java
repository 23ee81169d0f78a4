/** Asks the dispatcher to compare the database with the clusters, and tells what it found. */
package org.synnefo.cyclades.admin.reconciliation;
