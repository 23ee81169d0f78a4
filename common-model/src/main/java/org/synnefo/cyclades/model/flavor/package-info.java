/** Hardware configurations that tenants choose from. */
package org.synnefo.cyclades.model.flavor;
