/** Settings that several features share, and beans created only from settings. */
package org.synnefo.cyclades.api.configuration;
