/** NICs, as Ganeti reports them. */
package org.synnefo.cyclades.dispatcher.networks;
