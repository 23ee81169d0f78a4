/** The connection to the database, with deadlines, and what is told when it fails. */
package org.synnefo.cyclades.admin.database;
