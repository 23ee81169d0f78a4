/** Who makes a request: the token that he shows. */
package org.synnefo.cyclades.api.authentication;
