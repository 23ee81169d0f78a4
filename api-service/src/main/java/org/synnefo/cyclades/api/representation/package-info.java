/**
 * Conversion of views to JSON, XML and Atom, and the choice between them. Independent of the
 * features of the API: another dialect has its own views and codecs.
 */
package org.synnefo.cyclades.api.representation;
