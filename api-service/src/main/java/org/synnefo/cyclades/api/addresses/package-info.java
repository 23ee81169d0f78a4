/** Addresses of servers. */
package org.synnefo.cyclades.api.addresses;
