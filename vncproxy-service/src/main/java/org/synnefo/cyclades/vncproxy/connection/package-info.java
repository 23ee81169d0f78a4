/**
 * The life of one console connection as a state machine: what happens to it comes in as method
 * calls, what it wants goes out through {@link
 * org.synnefo.cyclades.vncproxy.connection.ConnectionActions}.
 *
 * <p>Must not know sockets, threads, clocks or the database.
 */
package org.synnefo.cyclades.vncproxy.connection;
