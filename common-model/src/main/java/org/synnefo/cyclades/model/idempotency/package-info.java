/** Requests that were made under a key, so that the same one is not done twice. */
package org.synnefo.cyclades.model.idempotency;
