/** Reports of reconciliations that somebody requested. */
package org.synnefo.cyclades.model.reconciliation;
