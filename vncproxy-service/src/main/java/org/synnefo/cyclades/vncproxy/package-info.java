/**
 * The console proxy: connects a tenant's viewer to the VNC server of an instance, once per password
 * or token.
 */
package org.synnefo.cyclades.vncproxy;
