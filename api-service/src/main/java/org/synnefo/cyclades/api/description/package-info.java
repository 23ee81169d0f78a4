/** The OpenAPI description, generated from the resources and from common rules. */
package org.synnefo.cyclades.api.description;
