package org.synnefo.cyclades.dispatcher.commands;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;

/** Creation of instances. Everything else comes from the server's row. */
@ConfigMapping(prefix = "cyclades.dispatcher.create")
public interface CreateConfiguration {

  /**
   * OS definition that deploys images.
   *
   * @replaces GANETI_OS_PROVIDER
   */
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

  /** Further backend parameters, by Ganeti's names. */
  Map<String, String> beparams();

  /** Further hypervisor parameters, by Ganeti's names. */
  Map<String, String> hvparams();

  /** Further parameters of the OS definition. */
  Map<String, String> osparams();

  /**
   * Further changes of the request, as a JSON object with Ganeti's names; applied last.
   *
   * @replaces GANETI_CREATEINSTANCE_KWARGS
   */
  Optional<String> overrides();
}
