/** Where graphs of a server's load can be had. */
package org.synnefo.cyclades.api.stats;
