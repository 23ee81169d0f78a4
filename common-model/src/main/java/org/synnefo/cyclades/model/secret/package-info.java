/** What must not lie in clear: encryption with the deployment key, hashes of random tokens. */
package org.synnefo.cyclades.model.secret;
