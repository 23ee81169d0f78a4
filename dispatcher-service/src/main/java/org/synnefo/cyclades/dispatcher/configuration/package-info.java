/** Settings of the dispatcher, and what is made of them once. */
package org.synnefo.cyclades.dispatcher.configuration;
