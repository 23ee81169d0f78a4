/**
 * The sessions of this replica: listing, metrics, and ending them.
 *
 * <p>Must not depend on channels.
 */
package org.synnefo.cyclades.vncproxy.session;
