/** Public SSH keys of users. */
package org.synnefo.cyclades.model.keypair;
