/**
 * Programs that run on a Ganeti node: the event daemon. The hook, the progress monitor and the
 * network script are shell scripts in {@code deploy/ganeti}. They use Ganeti's job queue and the
 * messages, but not the database, the services, or Ganeti's remote API.
 */
package org.synnefo.cyclades.ganeti.tools;
