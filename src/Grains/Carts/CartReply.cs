using System.Collections.Immutable;

namespace ShopActors;

/// <summary>
/// The answer to an operation. Its lines share their array with the cart's state of that moment, so remembering a reply
/// costs one reference; the oldest replies keep only version and fingerprint.
/// </summary>
internal sealed record CartReply
{
    public required OperationId Operation { get; init; }

    /// <summary>
    /// A fingerprint of the command, to distinguish a repetition from another command under the same id.
    /// </summary>
    public required string Fingerprint { get; init; }

    public required long Version { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The answered lines; null once the reply is among the older ones.</summary>
    public ImmutableArray<CartLineSnapshot>? Lines { get; init; }

    public ImmutableArray<CartWarning> Warnings { get; init; } = [];

    /// <summary>The answered metadata of the cart; null if there was none, or with the lines.</summary>
    public ImmutableDictionary<string, string>? Metadata { get; init; }

    /// <summary>The reply as one of the older ones.</summary>
    public CartReply WithoutContent() => this with { Lines = null, Warnings = [], Metadata = null };
}
