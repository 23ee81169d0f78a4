/** The {@code Idempotency-Key} of POST requests: the same request is not done twice. */
package org.synnefo.cyclades.api.idempotency;
