/** The commands of {@code ./cyclades}. */
package org.synnefo.cyclades.local.command;
