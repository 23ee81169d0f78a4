/** Tests of the order in which a cloud starts. */
package org.synnefo.cyclades.local.start;
