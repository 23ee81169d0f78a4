/** How far the building of servers is. */
package org.synnefo.cyclades.dispatcher.progress;
