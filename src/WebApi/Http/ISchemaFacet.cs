using Microsoft.OpenApi;

namespace ShopActors.WebApi.Http;

/// <summary>
/// An attribute that says in the API's description what a member's type does not. It checks nothing: grains check
/// requests, and tests compare the description with answers.
/// </summary>
internal interface ISchemaFacet
{
    void Describe(OpenApiSchema schema);
}
