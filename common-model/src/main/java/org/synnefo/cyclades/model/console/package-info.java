/**
 * One-time console accesses. Plain JDBC: the console proxy runs without an ORM and sees this
 * package alone.
 */
package org.synnefo.cyclades.model.console;
