using Microsoft.OpenApi;

namespace ShopActors.WebApi.Http;

/// <summary>A text that is one of these.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class OneOfAttribute(params string[] texts) : Attribute, ISchemaFacet
{
    public void Describe(OpenApiSchema schema) => schema.Enum = [.. texts];
}
