/** The WebSocket for viewers in browsers, which is opened with a one-time token. */
package org.synnefo.cyclades.vncproxy.browser;
