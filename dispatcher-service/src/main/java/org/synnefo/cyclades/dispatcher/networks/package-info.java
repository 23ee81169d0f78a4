/** The NICs of servers, as Ganeti reports them. */
package org.synnefo.cyclades.dispatcher.networks;
