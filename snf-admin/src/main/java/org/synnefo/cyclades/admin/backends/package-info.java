/** Shows the clusters, and sets what the dispatcher may do with them. */
package org.synnefo.cyclades.admin.backends;
