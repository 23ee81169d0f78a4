/** Rates per user, and what a user may have and has. */
package org.synnefo.cyclades.api.limits;
