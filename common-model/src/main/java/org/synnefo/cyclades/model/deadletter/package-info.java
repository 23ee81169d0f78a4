/** Messages that were given up, kept to be looked at, replayed or dropped. */
package org.synnefo.cyclades.model.deadletter;
