/** Writes {@code docs/configuration.md} and the list of known settings from the sources. */
package org.synnefo.cyclades.settings.reference;
