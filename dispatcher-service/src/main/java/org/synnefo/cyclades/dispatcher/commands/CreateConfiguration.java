package org.synnefo.cyclades.dispatcher.commands;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;

/** What an instance is created with, beside what its server says. */
@ConfigMapping(prefix = "cyclades.dispatcher.create")
public interface CreateConfiguration {

  /** The operating system definition that writes images. */
  @WithDefault("snf-image+default")
  String os();

  /**
   * Whether the password goes into {@code osparams_secret}, which Ganeti keeps neither in the job
   * nor in the instance. Ganeti has it from 2.12 on.
   */
  @WithDefault("true")
  boolean secretParameters();

  /** {@code auto_balance} of the instance. */
  @WithDefault("true")
  boolean autoBalance();

  /** More backend parameters, by Ganeti's names. */
  Map<String, String> beparams();

  /** More hypervisor parameters, by Ganeti's names. */
  Map<String, String> hvparams();

  /** More parameters of the operating system definition. */
  Map<String, String> osparams();

  /**
   * What else shall be different in the request, as a JSON object with Ganeti's names; applied
   * last.
   */
  Optional<String> overrides();
}
