package org.synnefo.cyclades.api.guide;

import io.restassured.RestAssured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.synnefo.cyclades.api.faults.FaultKind;
import org.synnefo.cyclades.api.testing.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks that the API guide is complete. {@code .ci/transcript} checks its examples. */
@ApiTest
class GuideTest {

  private static final Path GUIDE = Path.of("..", "docs", "api-guide.md");
  private static final Pattern COMMAND = Pattern.compile("^\\$ .*?\\bapi .*$", Pattern.MULTILINE);

  @Test
  void everyOperationHasAnExample() throws Exception {
    List<String> commands =
        COMMAND.matcher(Files.readString(GUIDE)).results().map(result -> result.group()).toList();
    Map<String, Map<String, Object>> paths =
        RestAssured.get("/api/openapi?format=json").then().extract().path("paths");
    paths.forEach(
        (path, methods) ->
            methods
                .keySet()
                .forEach(
                    method ->
                        assertThat(commands)
                            .as("examples of %s %s", method, path)
                            .anyMatch(command -> isExample(command, method, path))));
  }

  private static boolean isExample(String command, String method, String path) {
    String sent =
        command.contains(" -X ")
            ? command.replaceFirst(".* -X (\\w+) .*", "$1")
            : command.contains(" -d ") ? "POST" : "GET";
    String url =
        path.replaceFirst("^/api/v1\\.1/?", "\\$CYCLADES_API_URL/")
            .replaceFirst("^/api/?$", "\\${CYCLADES_API_URL%/v1.1}/");
    String pattern =
        ".* "
            + Pattern.quote(url).replaceAll("\\{\\w+}", "\\\\E[^/ .]+\\\\Q")
            + "(\\.\\w+)?(\\?\\S*)?( .*)?";
    return sent.equalsIgnoreCase(method) && command.matches(pattern);
  }

  @ParameterizedTest
  @EnumSource
  void everyFaultIsExplained(FaultKind fault) throws Exception {
    assertThat(Files.readString(GUIDE))
        .contains("\n| `%s` | %d | ".formatted(fault.wireName(), fault.code()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "start",
        "shutdown",
        "reboot",
        "console",
        "firewallProfile",
        "rebuild",
        "resize",
        "confirmResize",
        "revertResize",
        "changePassword",
        "add",
        "remove"
      })
  void everyActionHasAnExample(String action) throws Exception {
    assertThat(Files.readString(GUIDE)).contains("$ api -d '{\"" + action + "\": {");
  }
}
