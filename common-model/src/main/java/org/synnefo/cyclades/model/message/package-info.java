/**
 * The AMQP messages: records, JSON format, and names of exchanges, queues and routing keys. The
 * package depends on no database, container or broker client, because the tools on the Ganeti nodes
 * use it alone.
 */
package org.synnefo.cyclades.model.message;
