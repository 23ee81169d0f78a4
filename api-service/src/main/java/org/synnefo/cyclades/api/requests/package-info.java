/**
 * Incoming requests: id, representation, body, references and strings. Independent of the features
 * of the API.
 */
package org.synnefo.cyclades.api.requests;
