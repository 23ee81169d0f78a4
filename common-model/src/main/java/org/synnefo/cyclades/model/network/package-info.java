/** Networks, the pool of links for private networks, and the NICs that Ganeti reports. */
package org.synnefo.cyclades.model.network;
