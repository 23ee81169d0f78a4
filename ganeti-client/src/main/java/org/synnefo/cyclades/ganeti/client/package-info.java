/**
 * Typed client of the Ganeti remote API (RAPI version 2). It is the only code that speaks to a
 * cluster; it knows jobs and instances, and nothing of servers, tenants or databases.
 */
package org.synnefo.cyclades.ganeti.client;
