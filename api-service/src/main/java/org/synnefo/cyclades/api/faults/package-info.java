/**
 * What can go wrong, as tenants see it: the faults of the API, and the one place that maps errors
 * to them.
 */
package org.synnefo.cyclades.api.faults;
