using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>A refusal (RFC 9457). The members after <c>retryable</c> are those that the refusal has.</summary>
public sealed record Problem
{
    /// <summary>The kind of problem: an address that ends in the code.</summary>
    public required string Type { get; init; }

    /// <summary>What the code means.</summary>
    public required string Title { get; init; }

    /// <summary>The status code.</summary>
    public required int Status { get; init; }

    /// <summary>What happened, for developers.</summary>
    public required string Detail { get; init; }

    /// <summary>The path of the request.</summary>
    public required string Instance { get; init; }

    /// <summary>Why, for programs. New codes may be added.</summary>
    public required string Code { get; init; }

    /// <summary>The request's id in the logs.</summary>
    public required string TraceId { get; init; }

    /// <summary>Whether the same request, with the same <c>Idempotency-Key</c>, may succeed later.</summary>
    public required bool Retryable { get; init; }

    /// <summary>The actual amount in minor units.</summary>
    public long? Actual { get; init; }

    /// <summary>The requests that the state allows.</summary>
    public IReadOnlyList<string>? Allowed { get; init; }

    /// <summary>The units that are available.</summary>
    public long? Available { get; init; }

    /// <summary>The code of the refusal behind this one.</summary>
    public string? Cause { get; init; }

    /// <summary>The currency of the amounts.</summary>
    public string? Currency { get; init; }

    /// <summary>The version that the resource has now.</summary>
    public long? CurrentVersion { get; init; }

    /// <summary>The provider's reason for declining.</summary>
    public string? DeclineCode { get; init; }

    /// <summary>The difference that was given.</summary>
    public long? Delta { get; init; }

    /// <summary>The expected amount in minor units.</summary>
    public long? Expected { get; init; }

    /// <summary>The members or parameters that are not valid.</summary>
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>The state that does not allow the request.</summary>
    public string? From { get; init; }

    /// <summary>The units held by reservations.</summary>
    public long? Held { get; init; }

    /// <summary>The number of the line, from 1.</summary>
    public long? Line { get; init; }

    /// <summary>All lines for which there is too little stock.</summary>
    public IReadOnlyList<Shortage>? Lines { get; init; }

    /// <summary>The largest value that is allowed.</summary>
    public long? Max { get; init; }

    /// <summary>The smallest value that is allowed.</summary>
    public long? Min { get; init; }

    /// <summary>The order that it is about.</summary>
    public string? OrderId { get; init; }

    /// <summary>The units pinned by checkouts.</summary>
    public long? Pinned { get; init; }

    /// <summary>The quantity that was given.</summary>
    public long? Quantity { get; init; }

    /// <summary>The amount in minor units that can still be refunded.</summary>
    public long? Refundable { get; init; }

    /// <summary>The units that were asked for.</summary>
    public long? Requested { get; init; }

    /// <summary>The scope that the caller lacks.</summary>
    public string? Scope { get; init; }

    /// <summary>The SKU that the refusal is about.</summary>
    public string? Sku { get; init; }

    /// <summary>The SKUs that it is about.</summary>
    public IReadOnlyList<string>? Skus { get; init; }

    /// <summary>The members of newer shops, by name.</summary>
    [JsonExtensionData, JsonInclude]
    public IDictionary<string, JsonElement> Extensions { get; internal set; } = new Dictionary<string, JsonElement>();
}
