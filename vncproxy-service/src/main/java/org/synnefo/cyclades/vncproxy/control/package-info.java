/**
 * The control channel of snf-vncauthproxy, for deployments whose other parts expect one: a JSON
 * request opens a port of a pool for one viewer. Off by default; whoever reaches it may open
 * consoles to every allowed destination.
 */
package org.synnefo.cyclades.vncproxy.control;
