/** Following the jobs that were submitted here, for when nobody tells of them. */
package org.synnefo.cyclades.dispatcher.jobs;
