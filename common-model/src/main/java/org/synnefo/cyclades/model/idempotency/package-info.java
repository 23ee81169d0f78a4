/** Idempotency keys, which keep a repeated request from being executed twice. */
package org.synnefo.cyclades.model.idempotency;
