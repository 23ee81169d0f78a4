/** Rate limits per user, and the list of limits. */
package org.synnefo.cyclades.api.limits;
