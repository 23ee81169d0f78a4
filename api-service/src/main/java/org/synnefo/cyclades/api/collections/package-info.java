/** What all collections have in common: changes-since, pages, links, times. */
package org.synnefo.cyclades.api.collections;
