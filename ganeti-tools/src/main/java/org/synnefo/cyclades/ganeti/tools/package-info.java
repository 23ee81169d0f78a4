/**
 * What runs on a Ganeti node beside Ganeti: the event daemon. The hook, the progress monitor and
 * the network script are shell scripts, in {@code deploy/ganeti}. Knows Ganeti's job queue and the
 * messages; must not know the database, the services, or Ganeti's remote API.
 */
package org.synnefo.cyclades.ganeti.tools;
