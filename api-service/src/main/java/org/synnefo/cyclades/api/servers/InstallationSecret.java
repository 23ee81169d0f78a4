package org.synnefo.cyclades.api.servers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The secret arguments of an installation, which are stored encrypted. */
final class InstallationSecret {

  private static final ObjectMapper JSON = new ObjectMapper();

  private InstallationSecret() {}

  /** {@code {"adminPass": "…", "personality": [{"path": "…", "contents": "…"}]}}. */
  static String json(String password, List<PersonalityFile> personality) {
    Map<String, Object> secret = new LinkedHashMap<>();
    secret.put("adminPass", password);
    secret.put("personality", personality);
    try {
      return JSON.writeValueAsString(secret);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Can't serialize the secret of a command", e);
    }
  }
}
