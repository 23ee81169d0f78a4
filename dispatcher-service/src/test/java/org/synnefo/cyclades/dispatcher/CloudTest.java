package org.synnefo.cyclades.dispatcher;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.synnefo.cyclades.embedded.BrokerResource;
import org.synnefo.cyclades.embedded.DatabaseResource;

/** A test with the whole dispatcher, a real database and a real broker. */
@QuarkusTest
@WithTestResource(value = DatabaseResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = BrokerResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = MailPortResource.class, scope = TestResourceScope.GLOBAL)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface CloudTest {}
