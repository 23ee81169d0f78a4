package org.synnefo.cyclades.dispatcher.configuration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the dispatcher. */
@ConfigMapping(prefix = "cyclades")
public interface DispatcherConfiguration {

  /**
   * The deployment's key: 32 random bytes in base64. Decrypts what lies encrypted in the database.
   */
  String deploymentKey();

  /** Prefix of instance names at Ganeti, of queues and of routing keys. */
  @WithDefault("snf")
  String backendPrefix();

  /** Commands. */
  Commands commands();

  /** Instances, as they are made. */
  Instances instances();

  /** Jobs that were submitted here. */
  Jobs jobs();

  /** Commands. */
  interface Commands {
    /** How often a command is tried before it is given up. */
    @WithDefault("12")
    int maxAttempts();

    /** Time to the second attempt; it doubles with each. */
    @WithDefault("PT1S")
    Duration firstBackOff();

    /** The longest time between two attempts. */
    @WithDefault("PT60S")
    Duration longestBackOff();

    /** How long one attempt may take before another replica looks after the command. */
    @WithDefault("PT45S")
    Duration lease();

    /** Age after which a command is looked after although no message told of it. */
    @WithDefault("PT5S")
    Duration sweepAfter();
  }

  /** Instances, as they are made. */
  interface Instances {
    /** Ganeti's operating system definition that deploys images. */
    @WithDefault("snf-image+default")
    String os();

    /** How long a guest may take to shut down before it is switched off. */
    @WithDefault("PT120S")
    Duration shutdownTimeout();
  }

  /** Jobs that were submitted here. */
  interface Jobs {
    /** Age after which a job is asked for, as its events may have been lost. */
    @WithDefault("PT3S")
    Duration askAfter();
  }
}
