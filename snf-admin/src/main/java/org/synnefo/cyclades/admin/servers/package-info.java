/** Keeps tenants from acting on single servers. */
package org.synnefo.cyclades.admin.servers;
