/**
 * The control channel of snf-vncauthproxy, for deployments that depend on it: a JSON request opens
 * a port of a pool for one viewer. Off by default, because whoever can connect to it can open
 * consoles on every allowed destination.
 */
package org.synnefo.cyclades.vncproxy.control;
