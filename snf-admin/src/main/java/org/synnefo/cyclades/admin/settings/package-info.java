/** The settings of the deployment that administration needs. */
package org.synnefo.cyclades.admin.settings;
