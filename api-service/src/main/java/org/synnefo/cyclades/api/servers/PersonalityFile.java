package org.synnefo.cyclades.api.servers;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.api.requests.RequestFields;

/**
 * A file to be written to a new server.
 *
 * @param path absolute path
 * @param contents in base64
 * @param owner null for the image's default, also for group and mode
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PersonalityFile(
    String path, String contents, String owner, String group, String mode) {

  private static final Set<String> KNOWN = Set.of("path", "contents", "owner", "group", "mode");
  private static final int MAX_PATH = 255;
  private static final Pattern PATH =
      Pattern.compile("(?!.*(^|/)\\.\\.(/|$))[^\\p{Cntrl}]{1,%d}".formatted(MAX_PATH));
  private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}");
  private static final Pattern MODE = Pattern.compile("[0-7]{3,4}");

  static List<PersonalityFile> parse(RequestFields server, ServerConfiguration limits) {
    List<RequestFields> files = server.objects("personality");
    if (files.size() > limits.maxPersonality()) {
      throw Fault.overLimit(
          "Too many personality files: limit %d, requested %d.",
          limits.maxPersonality(), files.size());
    }
    List<PersonalityFile> parsed = new ArrayList<>();
    for (RequestFields file : files) {
      file.allowOnly(KNOWN);
      parsed.add(parseOne(file, limits.maxPersonalitySize()));
    }
    return parsed;
  }

  private static PersonalityFile parseOne(RequestFields file, int maxSize) {
    String path = file.text("path");
    if (path.isBlank() || !PATH.matcher(path).matches()) {
      throw Fault.badRequest(
          "The path of a personality file must have 1 to %d characters, and must not contain"
              + " control characters or '..'.",
          MAX_PATH);
    }
    byte[] contents;
    try {
      contents = Base64.getDecoder().decode(file.text("contents").replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw Fault.badRequest("The contents of a personality file must be base64.");
    }
    if (contents.length > maxSize) {
      throw Fault.overLimit(
          "A personality file is too large: limit %d bytes, requested %d.",
          maxSize, contents.length);
    }
    return new PersonalityFile(
        path,
        Base64.getEncoder().encodeToString(contents),
        like(ACCOUNT, file, "owner", "the name or number of a user"),
        like(ACCOUNT, file, "group", "the name or number of a group"),
        like(MODE, file, "mode", "3 or 4 octal digits"));
  }

  private static String like(Pattern pattern, RequestFields file, String name, String what) {
    Optional<String> text = file.optionalText(name);
    if (text.isPresent() && !pattern.matcher(text.get()).matches()) {
      throw Fault.badRequest("The %s of a personality file must be %s.", name, what);
    }
    return text.orElse(null);
  }

  /** Omits the contents. */
  @Override
  public String toString() {
    return "PersonalityFile[path=%s]".formatted(path);
  }
}
