/**
 * The settings that several programs have in common, the list of all settings of all programs, and
 * what is told to somebody who misspelt one.
 */
package org.synnefo.cyclades.settings;
