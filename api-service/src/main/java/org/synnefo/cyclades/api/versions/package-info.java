/** The versions of the API. */
package org.synnefo.cyclades.api.versions;
