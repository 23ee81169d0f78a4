/**
 * The OpenAPI description: what the resources say of themselves, and what holds for all of them.
 */
package org.synnefo.cyclades.api.description;
