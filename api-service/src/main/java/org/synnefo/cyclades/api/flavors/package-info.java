/** Flavors, as tenants see them. */
package org.synnefo.cyclades.api.flavors;
