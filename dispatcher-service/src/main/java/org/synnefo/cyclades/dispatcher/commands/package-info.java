/**
 * Brings commands to the clusters, each exactly once.
 *
 * <p>The row of the outbox is what counts; a message only says that it is there. A command is
 * claimed (committed) before anybody speaks to Ganeti about it, and submitted with its own id as
 * the job's reason. Whoever finds it claimed and stale looks the job up before it submits: a
 * time-out, a crash or a lost answer means unknown, not failed.
 */
package org.synnefo.cyclades.dispatcher.commands;
