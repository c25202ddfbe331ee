using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShopActors.WebApi.Hosting;

/// <summary>
/// Strict JSON settings: unknown or repeated members, wrong case, numbers in quotes, fractions in place of whole
/// numbers, and missing required members are refused.
/// </summary>
internal static class ApiJson
{
    private const int DepthMax = 16; // No request of the API nests deeper than four.

    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.AllowTrailingCommas = false;
        options.ReadCommentHandling = JsonCommentHandling.Disallow;
        options.MaxDepth = DepthMax;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;

        // The framework's own reader of maps lets null in, whatever the type says.
        options.Converters.Add(new TextMapConverter());
    }
}
