/**
 * What comes in: the request's identity and representation, its body, references and texts. Knows
 * no feature of the API.
 */
package org.synnefo.cyclades.api.requests;
