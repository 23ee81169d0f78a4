package org.synnefo.cyclades.local.faults;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.synnefo.cyclades.local.parts.RabbitMq;

/** Starts the cloud for the first test that needs it, and ends it after the last. */
final class SharedCloud implements ExecutionCondition, ParameterResolver {

  private static final ExtensionContext.Namespace SPACE =
      ExtensionContext.Namespace.create(SharedCloud.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return RabbitMq.installed().isPresent()
        ? ConditionEvaluationResult.enabled("RabbitMQ is installed")
        : ConditionEvaluationResult.disabled("RabbitMQ is not installed");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == CloudUnderTest.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(SPACE)
        .computeIfAbsent("cloud", key -> CloudUnderTest.start(), CloudUnderTest.class);
  }
}
