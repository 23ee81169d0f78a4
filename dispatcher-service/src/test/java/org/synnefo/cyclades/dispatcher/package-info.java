/** Tests of the dispatcher as a whole, with a real database and a real broker. */
package org.synnefo.cyclades.dispatcher;
