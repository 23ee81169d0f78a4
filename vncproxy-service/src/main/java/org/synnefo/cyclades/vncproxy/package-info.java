/**
 * The console proxy: joins a tenant's viewer to the VNC server of his instance, once per password
 * or token.
 */
package org.synnefo.cyclades.vncproxy;
