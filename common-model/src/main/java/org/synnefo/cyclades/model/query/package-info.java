/**
 * Plain SQL: projections without an ORM and without a transaction around a single read, and
 * statements for programs that have no ORM.
 */
package org.synnefo.cyclades.model.query;
