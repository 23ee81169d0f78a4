/** Settings that several features share, and the objects that are made from settings alone. */
package org.synnefo.cyclades.api.configuration;
