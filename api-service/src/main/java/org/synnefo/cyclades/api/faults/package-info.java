/** The faults of the API, and the mapping of errors to them. */
package org.synnefo.cyclades.api.faults;
