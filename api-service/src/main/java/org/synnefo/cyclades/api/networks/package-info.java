/** The public network and tenants' private ones. */
package org.synnefo.cyclades.api.networks;
