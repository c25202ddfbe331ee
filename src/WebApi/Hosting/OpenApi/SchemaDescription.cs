using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ShopActors.WebApi.Hosting.OpenApi;

/// <summary>
/// Describes bodies as they are on the wire: the forms and bounds of their members, both forms of an amount, and null.
/// A request may have null for an optional member; an answer leaves the member out.
/// </summary>
internal static class SchemaDescription
{
    private const string RequestSuffix = "Request";

    public static Task DescribeAsync(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo.Type == typeof(AmountRequest)) DescribeAmount(schema);
        if (context.JsonPropertyInfo is { AssociatedParameter.AttributeProvider: { } member } property)
        {
            foreach (var attribute in member.GetCustomAttributes(inherit: false)) Describe(schema, attribute);
            var isNullable = schema.Type?.HasFlag(JsonSchemaType.Null) == true;
            if (isNullable && IsRequest(property.DeclaringType.Name)) schema.Enum?.Add(JsonNullSentinel.JsonNull);
        }

        return Task.CompletedTask;
    }

    /// <summary>Makes the members that an answer may leave out optional, and opens answers for later members.</summary>
    public static void Complete(OpenApiComponents components)
    {
        foreach (var (name, schema) in components.Schemas!)
        {
            if (schema is not OpenApiSchema { Properties: { } members } answer || IsRequest(name)) continue;
            answer.AdditionalPropertiesAllowed = true;
            foreach (var (member, description) in members.ToList())
            {
                if (WithoutNull(description) is not { } present) continue;
                members[member] = present;
                answer.Required?.Remove(member);
            }
        }

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

    private static void DescribeAmount(OpenApiSchema schema)
    {
        var currency = new OpenApiSchema { Type = JsonSchemaType.String };
        new TextOfAttribute<Currency>().Describe(currency);
        schema.OneOf =
        [
            Amount("Whole minor units of the shop's own currency."),
            new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Required = new HashSet<string> { "amount", "currency" },
                Properties = new Dictionary<string, IOpenApiSchema>
                {
                    ["amount"] = Amount("Whole minor units."),
                    ["currency"] = currency,
                    ["exponent"] = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Integer,
                        Description = "Ignored, so that an amount of an answer can be sent back.",
                    },
                },
                AdditionalPropertiesAllowed = false,
            },
            new OpenApiSchema { Type = JsonSchemaType.Null },
        ];
    }

    private static OpenApiSchema Amount(string description) =>
        new() { Type = JsonSchemaType.Integer, Format = "int64", Description = description };

    private static bool IsRequest(string type) => type.EndsWith(RequestSuffix, StringComparison.Ordinal);
}
