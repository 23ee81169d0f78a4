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
 * The parts of Ganeti's remote API, version 2, that are used. Request bodies are maps with Ganeti's
 * names, or null if the call takes none. Changes return job ids.
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

  /** Accepts no reason: Ganeti rejects a query parameter beside the body. */
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

  /** Reads some fields of the jobs that match a filter. */
  @PUT
  @Path("/query/job")
  QueryBody queryJobs(QueryBody.Request request);

  @GET
  @Path("/jobs/{id}")
  JobBody job(@PathParam("id") long id);

  /**
   * A long poll. Ganeti expects the parameters of this GET in its body; the build warns about that.
   */
  @GET
  @Path("/jobs/{id}/wait")
  WaitBody waitForChange(@PathParam("id") long id, Map<String, Object> body);

  /** Returns a pair: whether the job was cancelled, and a text. */
  @DELETE
  @Path("/jobs/{id}")
  JsonNode cancel(@PathParam("id") long id);
}
