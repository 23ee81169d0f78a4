package org.synnefo.cyclades.ganeti.client.rapi;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/**
 * Ganeti's remote API, version 2, as far as it is needed. Request bodies are maps of Ganeti's
 * names; absent where the call takes none. Answers of changes are job ids.
 */
@Path("/2")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface RemoteApi {

  @GET
  @Path("/info")
  ClusterBody info();

  @GET
  @Path("/nodes")
  List<NodeBody> nodes(@QueryParam("bulk") int bulk);

  @GET
  @Path("/os")
  List<String> operatingSystems();

  @GET
  @Path("/instances")
  List<InstanceBody> instances(@QueryParam("bulk") int bulk);

  @GET
  @Path("/instances/{name}")
  InstanceBody instance(@PathParam("name") String name);

  @POST
  @Path("/instances")
  long create(@QueryParam("reason") String reason, Map<String, Object> body);

  @DELETE
  @Path("/instances/{name}")
  long delete(
      @PathParam("name") String name,
      @QueryParam("reason") String reason,
      Map<String, Object> body);

  @PUT
  @Path("/instances/{name}/{action}")
  long change(
      @PathParam("name") String name,
      @PathParam("action") String action,
      @QueryParam("reason") String reason,
      Map<String, Object> body);

  @POST
  @Path("/instances/{name}/reboot")
  long reboot(
      @PathParam("name") String name,
      @QueryParam("type") String type,
      @QueryParam("reason") String reason,
      Map<String, Object> body);

  /** Takes no reason: a query beside the body is refused. */
  @POST
  @Path("/instances/{name}/reinstall")
  long reinstall(@PathParam("name") String name, Map<String, Object> body);

  @POST
  @Path("/instances/{name}/disk/{disk}/grow")
  long growDisk(
      @PathParam("name") String name,
      @PathParam("disk") int disk,
      @QueryParam("reason") String reason,
      Map<String, Object> body);

  @GET
  @Path("/instances/{name}/tags")
  List<String> tags(@PathParam("name") String name);

  @PUT
  @Path("/instances/{name}/tags")
  long addTags(
      @PathParam("name") String name,
      @QueryParam("tag") List<String> tags,
      @QueryParam("reason") String reason);

  @DELETE
  @Path("/instances/{name}/tags")
  long deleteTags(
      @PathParam("name") String name,
      @QueryParam("tag") List<String> tags,
      @QueryParam("reason") String reason);

  @GET
  @Path("/jobs")
  List<JobBody> jobs(@QueryParam("bulk") int bulk);

  /** Chosen fields of the jobs that pass a filter. */
  @PUT
  @Path("/query/job")
  QueryBody queryJobs(QueryBody.Request request);

  @GET
  @Path("/jobs/{id}")
  JobBody job(@PathParam("id") long id);

  /**
   * A long poll. Ganeti wants the parameters of this GET in its body; the build warns about that.
   */
  @GET
  @Path("/jobs/{id}/wait")
  WaitBody waitForChange(@PathParam("id") long id, Map<String, Object> body);

  /** A pair: whether it was cancelled, and a text. */
  @DELETE
  @Path("/jobs/{id}")
  JsonNode cancel(@PathParam("id") long id);
}
