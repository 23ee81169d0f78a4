/** Start, readiness and the orderly end of the proxy. */
package org.synnefo.cyclades.vncproxy.health;
