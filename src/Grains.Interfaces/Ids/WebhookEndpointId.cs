using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The opaque id of a webhook endpoint.</summary>
[GenerateSerializer, Immutable, Alias("shop.webhook-endpoint-id")]
[JsonConverter(typeof(TextIdJsonConverter<WebhookEndpointId>))]
public readonly record struct WebhookEndpointId : ITextId<WebhookEndpointId>
{
    private const string Prefix = "whe_";

    /// <inheritdoc cref="TextIds.Check" />
    public WebhookEndpointId(string value) => Value = TextIds.Check<WebhookEndpointId>(value);

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <summary>The endpoint that a command creates: the same for a repetition.</summary>
    public static WebhookEndpointId For(OperationId operation) => new(IdText.FromHash(Prefix, operation.Value));

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    static bool ITextId<WebhookEndpointId>.IsValid(ReadOnlySpan<char> text) => IdText.IsPrefixed(text, Prefix);
    static WebhookEndpointId IParsable<WebhookEndpointId>.Parse(string s, IFormatProvider? provider) => new(s);
}
