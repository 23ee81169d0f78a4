/** Metadata of servers and images. */
package org.synnefo.cyclades.api.metadata;
