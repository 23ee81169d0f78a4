/**
 * Decides who may use a console: matching of passwords and tokens with grants, back-off of
 * addresses that guess, session limits, and allowed destinations.
 *
 * <p>Must not depend on RFB connections or channels.
 */
package org.synnefo.cyclades.vncproxy.admission;
