/** The WebSocket for viewers in browsers, opened with a one-time token. */
package org.synnefo.cyclades.vncproxy.browser;
