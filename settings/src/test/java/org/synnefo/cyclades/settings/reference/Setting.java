package org.synnefo.cyclades.settings.reference;

import java.util.List;

/**
 * A setting as the page shows it.
 *
 * @param name as a property, or the option; ends in {@code *} for a family of them
 * @param variable its name in the environment
 * @param type what its value must look like
 * @param defaultValue empty: there is none
 * @param required whether the program does not start without it
 * @param meaning Markdown
 * @param replaces the original's settings
 */
record Setting(
    String name,
    String variable,
    String type,
    String defaultValue,
    boolean required,
    String meaning,
    List<String> replaces) {}
