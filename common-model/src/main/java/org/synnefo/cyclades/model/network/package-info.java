/** Networks, the pool of links behind the private ones, and the NICs that Ganeti reported. */
package org.synnefo.cyclades.model.network;
