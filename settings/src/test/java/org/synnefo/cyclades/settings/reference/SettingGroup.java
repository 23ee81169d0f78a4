package org.synnefo.cyclades.settings.reference;

import java.util.List;

/**
 * The settings of one mapping, or the options of one command.
 *
 * @param title Markdown, of one line
 */
record SettingGroup(String title, List<Setting> settings) {}
