/** Sends the mail that the API and the administration's tools ask for. */
package org.synnefo.cyclades.dispatcher.emails;
