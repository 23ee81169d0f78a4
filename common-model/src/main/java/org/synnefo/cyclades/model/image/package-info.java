/** Images: their owners, the users they are shared with, and how they are deployed. */
package org.synnefo.cyclades.model.image;
