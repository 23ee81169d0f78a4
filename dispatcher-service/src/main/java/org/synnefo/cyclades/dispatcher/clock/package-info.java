/** The time, as all replicas agree on it. */
package org.synnefo.cyclades.dispatcher.clock;
