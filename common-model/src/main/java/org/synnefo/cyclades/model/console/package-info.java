/**
 * One-time console grants. They use plain JDBC because the console proxy runs without an ORM and
 * depends on this package only.
 */
package org.synnefo.cyclades.model.console;
