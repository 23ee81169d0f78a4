package org.synnefo.cyclades.local.command;

import java.time.Duration;
import org.synnefo.cyclades.local.settings.CloudSettings;

/** What {@code up} says at its end: where everything is, and a tour to paste. */
record Welcome(Cloud cloud, Duration took) {

  String text() {
    CloudSettings settings = cloud.settings();
    return """

        The cloud is ready after %.1f s.

          API     %s
          token   %s
          folder  %s

        A tour, to be pasted:

          eval "$(./cyclades env%s)"
          curl -s -H "X-Auth-Token: $CYCLADES_TOKEN" $CYCLADES_API_URL/images/detail
          curl -s -H "X-Auth-Token: $CYCLADES_TOKEN" $CYCLADES_API_URL/flavors/detail
          curl -s -H "X-Auth-Token: $CYCLADES_TOKEN" -H 'Content-Type: application/json' \\
               -d '{"server": {"name": "mine", "imageRef": 1, "flavorRef": 1}}' $CYCLADES_API_URL/servers
          curl -s -H "X-Auth-Token: $CYCLADES_TOKEN" $CYCLADES_API_URL/servers/detail
          curl -s -H "X-Auth-Token: $CYCLADES_TOKEN" -H 'Content-Type: application/json' \\
               -d '{"console": {"type": "vnc"}}' $CYCLADES_API_URL/servers/1/action

        ./cyclades demo shows all of it; ./cyclades status, logs and down do what they say.
        """
        .formatted(
            took.toMillis() / 1000.0,
            settings.apiUrl(),
            settings.secrets().firstToken(),
            cloud.folder().root(),
            cloud
                    .folder()
                    .root()
                    .equals(Cyclades.HOME.resolve(".cyclades").toAbsolutePath().normalize())
                ? ""
                : " --data " + cloud.folder().root());
  }
}
