/** What a local cloud was set up with: its folder, ports, secrets and cluster. */
package org.synnefo.cyclades.local.settings;
