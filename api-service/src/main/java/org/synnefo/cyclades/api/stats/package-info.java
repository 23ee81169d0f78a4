/** URLs of graphs of a server's load. */
package org.synnefo.cyclades.api.stats;
