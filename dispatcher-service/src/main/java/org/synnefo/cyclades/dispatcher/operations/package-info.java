/** What the news of a job does to a server. */
package org.synnefo.cyclades.dispatcher.operations;
