/**
 * Who may have a console: the grant that a password or token fits, the back-off of addresses that
 * guess, the limits of sessions, and the destinations that are allowed.
 *
 * <p>Must not know RFB connections or channels.
 */
package org.synnefo.cyclades.vncproxy.admission;
