/** Plain SQL for reads: projections without an ORM and without a transaction for a single read. */
package org.synnefo.cyclades.model.query;
