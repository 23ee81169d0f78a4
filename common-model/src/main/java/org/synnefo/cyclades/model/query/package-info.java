/**
 * Plain SQL for reading: projections without an ORM and without a transaction round a single read.
 */
package org.synnefo.cyclades.model.query;
