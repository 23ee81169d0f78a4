/** The extensions of this API to OpenStack Compute. */
package org.synnefo.cyclades.api.extensions;
