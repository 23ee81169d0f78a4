/** Common features of all collections: changes-since, pages, links, times. */
package org.synnefo.cyclades.api.collections;
