/**
 * The remote API over HTTP: paths, users, shapes of answers. Changes nothing by itself: it submits
 * jobs.
 */
package org.synnefo.cyclades.ganeti.simulator.rapi;
