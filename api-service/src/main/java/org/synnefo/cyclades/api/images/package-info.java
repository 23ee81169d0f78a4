/** Images, as tenants see them. */
package org.synnefo.cyclades.api.images;
