using Microsoft.OpenApi;

namespace ShopActors.WebApi.Http;

/// <summary>A text that has the form of an id.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class TextOfAttribute<TId> : Attribute, ISchemaFacet
    where TId : struct, ITextId<TId>
{
    public void Describe(OpenApiSchema schema)
    {
        var form = TextForm.Of<TId>();
        schema.Pattern = form.Pattern;
        schema.MaxLength = form.LengthMax;
        schema.Examples = [form.Example];
    }
}
