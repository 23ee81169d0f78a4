/** Tests of the archives of classes. */
package org.synnefo.cyclades.local.archive;
