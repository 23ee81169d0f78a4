/**
 * The {@code Idempotency-Key} of POST requests, which keeps a repeated request from being executed
 * twice.
 */
package org.synnefo.cyclades.api.idempotency;
