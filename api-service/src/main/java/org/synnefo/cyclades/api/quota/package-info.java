/** Limits on the resources of a user. */
package org.synnefo.cyclades.api.quota;
