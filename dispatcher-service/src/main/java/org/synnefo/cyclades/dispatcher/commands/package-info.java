/** Commands of tenants: claimed, submitted as jobs exactly once, tried again, given up. */
package org.synnefo.cyclades.dispatcher.commands;
