/** Brings the schema of the database up to date. */
package org.synnefo.cyclades.admin.schema;
