/** Servers and the actions on them. */
package org.synnefo.cyclades.api.servers;
