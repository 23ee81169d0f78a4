/** A tour through the main job of the service, as a tenant sees it: over HTTP and RFB alone. */
package org.synnefo.cyclades.local.tour;
