/** Virtual servers: their rows, and their life cycle with its legal transitions. */
package org.synnefo.cyclades.model.server;
