/** What is done to start a cloud, and in which order; it knows no part. */
package org.synnefo.cyclades.local.start;
