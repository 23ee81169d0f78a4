/** Messages and commands that were given up: seen, replayed, dropped. */
package org.synnefo.cyclades.admin.deadletters;
