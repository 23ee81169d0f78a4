/** Authentication of requests by token. */
package org.synnefo.cyclades.api.authentication;
