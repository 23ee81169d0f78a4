/** How far the deployment of an image is. */
package org.synnefo.cyclades.dispatcher.progress;
