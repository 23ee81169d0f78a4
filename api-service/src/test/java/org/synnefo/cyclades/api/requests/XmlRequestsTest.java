package org.synnefo.cyclades.api.requests;

import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.api.testing.ApiTest;
import org.synnefo.cyclades.api.testing.TestTenants;

import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

@ApiTest
class XmlRequestsTest {

  @Inject TestTenants cloud;

  private TestTenants.Tenant tenant;

  @BeforeEach
  void createATenant() {
    tenant = cloud.tenant();
  }

  @Test
  void aServerIsCreatedWithXml() {
    tenant
        .asks()
        .contentType("application/xml")
        .body(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <server xmlns="http://docs.openstack.org/compute/api/v1.1" name="web" imageRef="%d" flavorRef="%d">
              <metadata><meta key="a">b</meta></metadata>
              <personality><file path="/etc/motd">aGVsbG8=</file></personality>
            </server>"""
                .formatted(cloud.image(), cloud.flavor()))
        .post(TestTenants.BASE + "/servers.xml")
        .then()
        .statusCode(202)
        .body("server.@status", equalTo("BUILD"))
        .body("server.metadata.meta.@key", equalTo("a"))
        .body("server.metadata.meta", equalTo("b"));
  }

  @Test
  void metadataAreChangedWithXml() {
    long server = cloud.activeServer(tenant);
    tenant
        .asks()
        .contentType("application/xml")
        .body("<meta key=\"k\">v</meta>")
        .put(TestTenants.BASE + "/servers/" + server + "/meta/k")
        .then()
        .statusCode(201)
        .body("meta.k", equalTo("v"));
  }

  @Test
  void duplicatesAreRejected() {
    for (String body :
        new String[] {
          "<server name=\"x\" imageRef=\"1\" flavorRef=\"1\"><metadata/><metadata/></server>",
          "<server name=\"x\" imageRef=\"1\" flavorRef=\"1\"><metadata><meta key=\"a\">1</meta>"
              + "<meta key=\"a\">2</meta></metadata></server>"
        }) {
      tenant
          .asks()
          .contentType("application/xml")
          .body(body)
          .post(TestTenants.BASE + "/servers")
          .then()
          .statusCode(400)
          .body("badRequest.message", endsWith("is duplicated."));
    }
  }

  @Test
  void entitiesAreNotResolved() {
    tenant
        .asks()
        .contentType("application/xml")
        .body(
            "<!DOCTYPE n [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><network name=\"a\">&e;</network>")
        .post(TestTenants.BASE + "/networks.xml")
        .then()
        .statusCode(400)
        .body("badRequest.message", equalTo("The body is not valid XML."));
  }

  @Test
  void otherMediaTypesAreRejectedForBodies() {
    tenant
        .asks()
        .contentType("text/plain")
        .body("{\"network\": {\"name\": \"n\"}}")
        .post(TestTenants.BASE + "/networks")
        .then()
        .statusCode(415)
        .body("badMediaType.code", equalTo(415));
  }
}
