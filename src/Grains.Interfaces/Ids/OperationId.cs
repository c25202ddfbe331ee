using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>
/// The id of a mutating command. A repeated command must carry the same id to get the same answer, so ids are derived
/// from the request and not drawn at random.
/// </summary>
[GenerateSerializer, Immutable, Alias("shop.operation-id")]
[JsonConverter(typeof(TextIdJsonConverter<OperationId>))]
public readonly record struct OperationId : ITextId<OperationId>
{
    /// <summary>The longest text allowed.</summary>
    public const int LengthMax = 200;

    /// <inheritdoc cref="TextIds.Check" />
    public OperationId(string value) => Value = TextIds.Check<OperationId>(value);

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <summary>The id of a step of an order, such as <c>ord_x/lock</c> or <c>ord_x/reserve/SKU</c>.</summary>
    public static OperationId ForStep(OrderId order, string step) => new($"{order.Value}/{step}");

    /// <summary>The id of a principal's request to one route under an idempotency key.</summary>
    public static OperationId ForRequest(PrincipalId principal, string route, string idempotencyKey) =>
        new(IdText.FromHash("req_", principal.Value, route, idempotencyKey));

    /// <summary>A fresh id, for a request that came without an idempotency key.</summary>
    public static OperationId New(RandomNumberGenerator random) => new(IdText.FromRandom("op_", random));

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    static bool ITextId<OperationId>.IsValid(ReadOnlySpan<char> text) => IdText.IsPath(text, LengthMax);
    static OperationId IParsable<OperationId>.Parse(string s, IFormatProvider? provider) => new(s);
}
