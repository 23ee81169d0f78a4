/** Lets operators list the sessions of this replica and end them. */
package org.synnefo.cyclades.vncproxy.operator;
