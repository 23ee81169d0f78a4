package org.synnefo.cyclades.ganeti.client;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
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
 * The calls of the remote API, one by one. Every change answers with the number of its job.
 *
 * @see <a href="https://docs.ganeti.org/docs/ganeti/3.0/html/rapi.html">Ganeti remote API</a>
 */
@Path("/2")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface RemoteApi {

  @GET
  @Path("/info")
  ClusterInfo info();

  @GET
  @Path("/nodes?bulk=1")
  List<NodeInfo> nodes();

  @GET
  @Path("/instances?bulk=1")
  List<InstanceInfo> instances();

  @GET
  @Path("/instances/{name}")
  InstanceInfo instance(@PathParam("name") String name);

  @POST
  @Path("/instances")
  JsonNode create(@QueryParam("reason") String reason, CreateInstance request);

  @DELETE
  @Path("/instances/{name}")
  JsonNode delete(@PathParam("name") String name, @QueryParam("reason") String reason);

  @PUT
  @Path("/instances/{name}/startup")
  JsonNode startup(@PathParam("name") String name, @QueryParam("reason") String reason);

  @PUT
  @Path("/instances/{name}/shutdown")
  JsonNode shutdown(
      @PathParam("name") String name,
      @QueryParam("reason") String reason,
      Map<String, Object> request);

  @POST
  @Path("/instances/{name}/reboot")
  JsonNode reboot(
      @PathParam("name") String name,
      @QueryParam("reason") String reason,
      @QueryParam("type") String type);

  @PUT
  @Path("/instances/{name}/modify")
  JsonNode modify(
      @PathParam("name") String name, @QueryParam("reason") String reason, ModifyInstance request);

  @POST
  @Path("/instances/{name}/reinstall")
  JsonNode reinstall(
      @PathParam("name") String name,
      @QueryParam("reason") String reason,
      Map<String, Object> request);

  @POST
  @Path("/instances/{name}/disk/{index}/grow")
  JsonNode growDisk(
      @PathParam("name") String name,
      @PathParam("index") int index,
      @QueryParam("reason") String reason,
      Map<String, Object> request);

  @GET
  @Path("/instances/{name}/tags")
  List<String> tags(@PathParam("name") String name);

  @PUT
  @Path("/instances/{name}/tags")
  JsonNode addTags(
      @PathParam("name") String name,
      @QueryParam("reason") String reason,
      @QueryParam("tag") List<String> tags);

  @DELETE
  @Path("/instances/{name}/tags")
  JsonNode deleteTags(
      @PathParam("name") String name,
      @QueryParam("reason") String reason,
      @QueryParam("tag") List<String> tags);

  @GET
  @Path("/jobs/{id}")
  JobInfo job(@PathParam("id") long id);

  @GET
  @Path("/jobs")
  List<JobInfo> jobs(@QueryParam("bulk") @DefaultValue("1") int bulk);

  @DELETE
  @Path("/jobs/{id}")
  JsonNode cancel(@PathParam("id") long id);
}
