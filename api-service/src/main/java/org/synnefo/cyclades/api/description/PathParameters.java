package org.synnefo.cyclades.api.description;

import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Schemas of path parameters. The resources declare them as strings and validate them. */
final class PathParameters {

  private static final int MAX_KEY = 50;

  private PathParameters() {}

  static void complete(String path, Operation operation) {
    if (operation.getParameters() != null) {
      operation.getParameters().stream()
          .filter(parameter -> parameter.getIn() == Parameter.In.PATH)
          .forEach(parameter -> parameter.setSchema(schema(path, parameter.getName())));
    }
  }

  private static Schema schema(String path, String parameter) {
    return switch (parameter) {
      case "id" -> path.contains("/networks") ? network() : number();
      case "network" -> network();
      case "key" -> text().minLength(1).maxLength(MAX_KEY);
      default -> text();
    };
  }

  private static Schema number() {
    return OASFactory.createSchema()
        .type(List.of(SchemaType.INTEGER))
        .format("int64")
        .minimum(BigDecimal.ONE);
  }

  private static Schema network() {
    return text().pattern("^(public|[0-9]{1,19})$");
  }

  private static Schema text() {
    return OASFactory.createSchema().type(List.of(SchemaType.STRING));
  }
}
