/**
 * What all services share: tables and entities, the life cycle of a server, and the messages
 * between services.
 *
 * <p>This module is the bottom layer: it has no HTTP, broker or Ganeti code. All SQL is here, in
 * the repositories of each package.
 */
package org.synnefo.cyclades.model;
