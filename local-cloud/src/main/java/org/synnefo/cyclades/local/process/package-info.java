/**
 * Processes that outlive the command that started them: started, watched, found again and stopped.
 * They know no part.
 */
package org.synnefo.cyclades.local.process;
