/**
 * The Compute API. Packages follow the features of the API; a resource is thin and delegates to a
 * service that knows no HTTP. SQL is in the repositories of the model.
 */
package org.synnefo.cyclades.api;
