/** Servers, as tenants see them and act on them. */
package org.synnefo.cyclades.api.servers;
