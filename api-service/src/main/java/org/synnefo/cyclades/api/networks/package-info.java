/** The public network, and private networks of tenants. */
package org.synnefo.cyclades.api.networks;
