using Microsoft.OpenApi;

namespace ShopActors.WebApi.Http;

/// <summary>A text that is the public name of a value of an enumeration.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class NameOfAttribute<T> : Attribute, ISchemaFacet
    where T : struct, Enum
{
    public void Describe(OpenApiSchema schema) =>
        schema.Enum = [.. Enum.GetValues<T>().Select(value => PublicName.Of(value))];
}
