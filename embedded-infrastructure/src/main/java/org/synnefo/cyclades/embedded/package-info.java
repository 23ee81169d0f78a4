/**
 * A real PostgreSQL and a real AMQP 0-9-1 broker that need nothing installed: for tests and for the
 * local cloud, never for production. It knows nothing of the services.
 *
 * <p>Of zonky's embedded PostgreSQL only the archives with the programs are used. Its starter
 * unpacks them to a folder that everybody can write to, needs several times their size of heap, and
 * makes databases that let everybody in.
 */
package org.synnefo.cyclades.embedded;
