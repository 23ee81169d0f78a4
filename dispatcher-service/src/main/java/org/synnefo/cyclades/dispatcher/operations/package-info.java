/**
 * What Ganeti's jobs do to servers. News of a job comes as an event, or from whoever asked Ganeti;
 * both end here, in any order and any number, with the same result.
 */
package org.synnefo.cyclades.dispatcher.operations;
