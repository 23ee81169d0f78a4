/** What reconciliations found, for those who asked. */
package org.synnefo.cyclades.model.reconciliation;
