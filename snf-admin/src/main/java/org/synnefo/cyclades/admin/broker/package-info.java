/** Messages to the services, by the broker. */
package org.synnefo.cyclades.admin.broker;
