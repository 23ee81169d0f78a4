/**
 * The AMQP messages: their records, their JSON, the names of exchanges, queues and keys. It knows
 * no database, no container and no broker client, so that what runs beside Ganeti can take it
 * alone.
 */
package org.synnefo.cyclades.model.message;
