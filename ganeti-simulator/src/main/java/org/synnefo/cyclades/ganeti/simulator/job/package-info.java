/** The job queue: jobs, their files, order and locks. Independent of operations and HTTP. */
package org.synnefo.cyclades.ganeti.simulator.job;
