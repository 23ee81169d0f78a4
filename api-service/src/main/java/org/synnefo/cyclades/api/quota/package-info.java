/** How much of each thing a user may have. */
package org.synnefo.cyclades.api.quota;
