/** Which deployment this is. */
package org.synnefo.cyclades.model.deployment;
