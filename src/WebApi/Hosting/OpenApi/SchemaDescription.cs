using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ShopActors.WebApi.Hosting.OpenApi;

/// <summary>
/// Describes bodies as they are on the wire: the forms and bounds of their members. An answer leaves absent members
/// out. A request may also have null for them, which only the document's introduction says: of a schema with null, or
/// of one with two forms, generators make types of their own.
/// </summary>
internal static class SchemaDescription
{
    private const string RequestSuffix = "Request";

    // Marks the schema of an amount until it is replaced by a reference: a type with a converter has no schema, and the
    // framework gives it no name.
    private const string AmountMark = "amount";

    public static Task DescribeAsync(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo.Type == typeof(AmountRequest))
        {
            (schema.Metadata ??= new Dictionary<string, object>())[AmountMark] = true;
        }

        if (context.JsonPropertyInfo is { AssociatedParameter.AttributeProvider: { } member })
        {
            foreach (var attribute in member.GetCustomAttributes(inherit: false)) Describe(schema, attribute);
        }

        return Task.CompletedTask;
    }

    /// <summary>A body that may be null may be left out.</summary>
    public static void DescribeBody(OpenApiOperation operation)
    {
        foreach (var content in operation.RequestBody?.Content?.Values ?? [])
        {
            if (content.Schema is { } schema) content.Schema = WithoutNull(schema) ?? schema;
        }
    }

    /// <summary>Makes members that may be absent optional, and opens answers for later members.</summary>
    public static void Complete(OpenApiComponents components, OpenApiDocument document)
    {
        foreach (var (name, schema) in components.Schemas!)
        {
            if (schema is not OpenApiSchema { Properties: { } members } body) continue;
            if (!name.EndsWith(RequestSuffix, StringComparison.Ordinal)) body.AdditionalPropertiesAllowed = true;
            foreach (var (member, description) in members.ToList())
            {
                if (description is OpenApiSchema { Metadata: { } marks } && marks.ContainsKey(AmountMark))
                {
                    members[member] = new OpenApiSchemaReference(nameof(AmountRequest), document)
                    {
                        Description = description.Description,
                    };
                }

                if (WithoutNull(description) is not { } present) continue;
                members[member] = present;
                body.Required?.Remove(member);
            }
        }

        components.Schemas[nameof(AmountRequest)] = AmountSchema();

        components.Schemas = new SortedDictionary<string, IOpenApiSchema>(components.Schemas, StringComparer.Ordinal);
    }

    private static void Describe(OpenApiSchema schema, object attribute)
    {
        switch (attribute)
        {
            case ISchemaFacet facet:
                facet.Describe(schema);
                break;
            case RangeAttribute range:
                schema.Minimum = Convert.ToString(range.Minimum, CultureInfo.InvariantCulture);
                schema.Maximum = Convert.ToString(range.Maximum, CultureInfo.InvariantCulture);
                break;
            case StringLengthAttribute length:
                schema.MinLength = length.MinimumLength == 0 ? null : length.MinimumLength;
                schema.MaxLength = length.MaximumLength;
                break;
        }
    }

    /// <summary>The description without null; null if it does not include null.</summary>
    private static IOpenApiSchema? WithoutNull(IOpenApiSchema schema)
    {
        if (schema.OneOf is { Count: 2 } both && both.Any(IsNull)) return both.Single(choice => !IsNull(choice));
        if (schema is not OpenApiSchema { Type: { } type } own || !type.HasFlag(JsonSchemaType.Null)) return null;
        own.Type = type & ~JsonSchemaType.Null;
        return own;
    }

    private static bool IsNull(IOpenApiSchema schema) => schema.Type == JsonSchemaType.Null;

    private static OpenApiSchema AmountSchema()
    {
        var currency = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The currency." };
        new TextOfAttribute<Currency>().Describe(currency);
        return new()
        {
            Type = JsonSchemaType.Object,
            Description = "An amount. In its place a number alone is accepted too: whole minor units of the shop's " +
                "own currency.",
            Required = new HashSet<string> { "amount", "currency" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["amount"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer,
                    Format = "int64",
                    Description = "Whole minor units.",
                },
                ["currency"] = currency,
                ["exponent"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer,
                    Format = "int32",
                    Description = "Ignored, so that an amount of an answer can be sent back.",
                },
            },
            AdditionalPropertiesAllowed = false,
        };
    }
}
