/** Protection of secrets: encryption with the deployment key, and hashes of random tokens. */
package org.synnefo.cyclades.model.secret;
