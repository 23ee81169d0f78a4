/** Start-up, readiness and graceful shutdown of the proxy. */
package org.synnefo.cyclades.vncproxy.health;
