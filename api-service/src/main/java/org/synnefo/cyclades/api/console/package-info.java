/** Consoles of running servers: where they are, and one-time access to them. */
package org.synnefo.cyclades.api.console;
