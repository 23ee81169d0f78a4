/** Messages and commands that were given up: the rows that tell the operator. */
package org.synnefo.cyclades.dispatcher.deadletters;
