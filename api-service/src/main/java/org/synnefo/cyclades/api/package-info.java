/**
 * The Compute API. Packages follow the features of the API. Resources are thin and delegate to
 * services that are independent of HTTP. SQL is in the repositories of the model.
 */
package org.synnefo.cyclades.api;
