/**
 * The life cycle of a console connection as a state machine. Inputs are method calls; outputs go
 * through {@link org.synnefo.cyclades.vncproxy.connection.ConnectionActions}.
 *
 * <p>Must not depend on sockets, threads, clocks or the database.
 */
package org.synnefo.cyclades.vncproxy.connection;
