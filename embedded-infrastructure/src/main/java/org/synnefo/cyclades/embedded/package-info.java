/**
 * A real PostgreSQL and a real AMQP 0-9-1 broker that need nothing installed: for tests and for the
 * local cloud, never for production. It knows nothing of the services.
 */
package org.synnefo.cyclades.embedded;
