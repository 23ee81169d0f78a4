/** What operators see and do: the list of this replica's sessions, and the end of one. */
package org.synnefo.cyclades.vncproxy.operator;
