/**
 * The job queue: jobs, their files, their order and their locks. Knows nothing of what an operation
 * does, nor of HTTP.
 */
package org.synnefo.cyclades.ganeti.simulator.job;
