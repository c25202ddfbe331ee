using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The latest message of a kind.</summary>
/// <param name="Kind">What the message is for.</param>
/// <param name="Id">The message's id: every attempt has the same.</param>
/// <param name="Operation">The command that asked for it.</param>
/// <param name="QueuedAt">When it was asked for; its tokens are valid from then on.</param>
internal sealed record CustomerMessage(
    MessageKind Kind, string Id, OperationId Operation, DateTimeOffset QueuedAt)
{
    /// <summary>When to try next to send it; null once it is sent or given up.</summary>
    public DateTimeOffset? SendAt { get; init; }

    /// <summary>How often sending it has failed.</summary>
    public int Failures { get; init; }

    /// <summary>
    /// The tokens of the latest attempts, oldest first: each attempt has another, because only hashes are stored, and
    /// any of them may have arrived.
    /// </summary>
    public ImmutableArray<TokenHash> Tokens { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>When messages of the kind were asked for, oldest first.</summary>
    public ImmutableArray<DateTimeOffset> RequestedAt { get => field.IsDefault ? [] : field; init; } = [];

    public MessageSnapshot ToSnapshot() => new(Kind, RequestedAt);
}
