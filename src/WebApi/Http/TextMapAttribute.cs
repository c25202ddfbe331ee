using Microsoft.OpenApi;

namespace ShopActors.WebApi.Http;

/// <summary>A map of texts with bounds.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class TextMapAttribute(int entriesMax, int textMax) : Attribute, ISchemaFacet
{
    public void Describe(OpenApiSchema schema)
    {
        schema.Type = JsonSchemaType.Object; // Not said by a type with a reader of its own.
        schema.MaxProperties = entriesMax;
        schema.AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = textMax };
    }
}
