/** Consoles of running servers: finding them, and one-time access. */
package org.synnefo.cyclades.api.console;
