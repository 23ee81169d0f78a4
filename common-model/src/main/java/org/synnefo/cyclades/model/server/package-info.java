/** Virtual servers: their rows, and the life cycle with its legal transitions. */
package org.synnefo.cyclades.model.server;
