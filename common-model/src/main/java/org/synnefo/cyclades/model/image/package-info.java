/** Images: whose they are, who may use them, what deploys them. */
package org.synnefo.cyclades.model.image;
