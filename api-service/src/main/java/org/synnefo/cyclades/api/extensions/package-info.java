/** What this API has beyond OpenStack Compute. */
package org.synnefo.cyclades.api.extensions;
