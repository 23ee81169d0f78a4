package org.synnefo.cyclades.api.versions;

import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.api.testing.ApiTest;

import static org.hamcrest.Matchers.equalTo;

@ApiTest
class VersionsTest {

  @Test
  void versionsNeedNoToken() {
    for (String path : new String[] {"/api", "/api/", "/api.json", "/api/.json"}) {
      RestAssured.get(path)
          .then()
          .statusCode(200)
          .contentType("application/json;charset=UTF-8")
          .body("versions.values[0].id", equalTo("v1.1"))
          .body("versions.values[0].status", equalTo("CURRENT"));
    }
  }

  @Test
  void aVersionHasItsMediaTypes() {
    for (String path : new String[] {"/api/v1.1", "/api/v1.1/", "/api/v1.1.json"}) {
      RestAssured.get(path)
          .then()
          .statusCode(200)
          .body("version.id", equalTo("v1.1"))
          .body(
              "version.media-types.values[0].type",
              equalTo("application/vnd.openstack.compute-v1.1+xml"));
    }
    RestAssured.get("/api/v1.1.xml")
        .then()
        .statusCode(200)
        .body("version.@id", equalTo("v1.1"))
        .body("version.media-types.media-type[0].@base", equalTo("application/xml"));
  }

  @Test
  void versionsAreAvailableAsAtom() {
    RestAssured.given()
        .accept("application/atom+xml")
        .get("/api/")
        .then()
        .statusCode(200)
        .contentType("application/atom+xml;charset=UTF-8")
        .body("feed.entry.title", equalTo("Version v1.1"))
        .body("feed.author.name", equalTo("Synnefo"));
    RestAssured.get("/api/v1.1.atom")
        .then()
        .statusCode(200)
        .body("feed.id", equalTo("http://api.example.com/api/v1.1/"));
  }
}
