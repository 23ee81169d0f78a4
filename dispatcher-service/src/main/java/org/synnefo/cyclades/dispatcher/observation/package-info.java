/** Measures what waits in the database: commands, jobs, dead letters. */
package org.synnefo.cyclades.dispatcher.observation;
