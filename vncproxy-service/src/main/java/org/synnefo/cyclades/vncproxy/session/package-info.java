/**
 * The sessions of this replica: who is connected to what since when, how it is counted, and how it
 * is ended.
 *
 * <p>Must not know channels.
 */
package org.synnefo.cyclades.vncproxy.session;
