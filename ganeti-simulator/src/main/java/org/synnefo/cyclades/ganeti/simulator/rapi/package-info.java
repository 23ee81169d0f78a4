/**
 * The remote API over HTTP: paths, users, format of responses. Changes nothing itself, but submits
 * jobs.
 */
package org.synnefo.cyclades.ganeti.simulator.rapi;
