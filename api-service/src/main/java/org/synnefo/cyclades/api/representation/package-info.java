/**
 * How views become JSON, XML and Atom, and which of them an answer has. Knows no feature of the
 * API: another dialect brings its own views and codecs.
 */
package org.synnefo.cyclades.api.representation;
