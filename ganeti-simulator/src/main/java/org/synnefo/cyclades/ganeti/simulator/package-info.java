/**
 * A Ganeti cluster without virtual machines, in one small process. The remote API, the job queue
 * with its files, hooks, the OS create script, and a console for each running instance behave like
 * those of Ganeti 3.0. Faults can be injected. It is used by tests and by the local cloud. It must
 * not depend on the cloud's database, broker or settings.
 */
package org.synnefo.cyclades.ganeti.simulator;
