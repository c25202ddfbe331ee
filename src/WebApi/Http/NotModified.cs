using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace ShopActors.WebApi.Http;

/// <summary>The client already has this version.</summary>
internal sealed class NotModified : IResult, IEndpointMetadataProvider
{
    public static NotModified Instance { get; } = new();

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified, typeof(void)));
}
