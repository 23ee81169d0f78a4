/**
 * What a whole cloud of processes bears: parts that are killed, frozen or cut off, and messages
 * that come late, twice, or are rubbish. One cloud with a real RabbitMQ serves all these tests;
 * each leaves it healthy. Where no RabbitMQ is installed they are skipped.
 */
package org.synnefo.cyclades.local.faults;
