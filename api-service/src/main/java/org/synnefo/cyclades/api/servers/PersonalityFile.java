package org.synnefo.cyclades.api.servers;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.api.requests.Fields;

/**
 * A file that is put into a new server.
 *
 * @param path where
 * @param contents in base64
 * @param owner null: the image's default; so are group and mode
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PersonalityFile(
    String path, String contents, String owner, String group, String mode) {

  private static final Set<String> KNOWN = Set.of("path", "contents", "owner", "group", "mode");
  private static final int MAX_PATH = 255;

  static List<PersonalityFile> parse(Fields server, ServerConfiguration limits) {
    List<Fields> files = server.objects("personality");
    if (files.size() > limits.maxPersonality()) {
      throw Fault.overLimit(
          "Over the limit of personality files: limit %d, asked for %d.",
          limits.maxPersonality(), files.size());
    }
    List<PersonalityFile> parsed = new ArrayList<>();
    for (Fields file : files) {
      file.allowOnly(KNOWN);
      parsed.add(parseOne(file, limits.maxPersonalitySize()));
    }
    return parsed;
  }

  private static PersonalityFile parseOne(Fields file, int maxSize) {
    String path = file.text("path");
    if (path.isBlank() || path.length() > MAX_PATH) {
      throw Fault.badRequest(
          "The path of a personality file must have 1 to %d characters.", MAX_PATH);
    }
    byte[] contents;
    try {
      contents = Base64.getDecoder().decode(file.text("contents").replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw Fault.badRequest("The contents of a personality file are not base64.");
    }
    if (contents.length > maxSize) {
      throw Fault.overLimit(
          "Over the limit of bytes of a personality file: limit %d, asked for %d.",
          maxSize, contents.length);
    }
    return new PersonalityFile(
        path,
        Base64.getEncoder().encodeToString(contents),
        file.optionalText("owner").orElse(null),
        file.optionalText("group").orElse(null),
        file.optionalText("mode").orElse(null));
  }

  /** Without the contents. */
  @Override
  public String toString() {
    return "PersonalityFile[path=%s]".formatted(path);
  }
}
