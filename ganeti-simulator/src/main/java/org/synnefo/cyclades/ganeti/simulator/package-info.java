/**
 * A Ganeti cluster without virtual machines, in one small process: the remote API, the job queue
 * with its files, hooks, the create script and a console for each running instance behave as those
 * of Ganeti 3.0, and fail on request. For tests and for a whole cloud on one machine. It must not
 * know the cloud: nothing here reads its database, its broker or its settings.
 */
package org.synnefo.cyclades.ganeti.simulator;
