/** The parts of the cloud: what each is started with, and how it is known to be ready. */
package org.synnefo.cyclades.local.parts;
