using System.Text.Json.Serialization;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>The holder of an e-mail address or an identity, which one customer can have at a time.</summary>
/// <param name="Holder">The customer; null when it is free.</param>
/// <param name="ChangedAt">When the holder last changed.</param>
internal sealed record ClaimState(CustomerId? Holder, DateTimeOffset ChangedAt)
    : IJournalState<ClaimState, ClaimEvent>
{
    private static readonly DateTimeOffset Never = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static JournalCodec<ClaimState, ClaimEvent> Codec { get; } =
        new(CustomerJson.Default.ClaimState, CustomerJson.Default.ClaimEvent);

    /// <summary>What is free needs no journal: what has no journal is free as well.</summary>
    DateTimeOffset? IJournalState<ClaimState, ClaimEvent>.DeletedAt =>
        Holder is null ? ChangedAt + TimeSpan.FromDays(1) : Never;

    public static ClaimState Begin(string key) => new(Holder: null, ChangedAt: default);

    public ClaimState Apply(ClaimEvent e) => new(e is Claimed claimed ? claimed.Customer : null, e.At);
}

/// <summary>The events of a claim; their names and members are the stored format.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(Claimed), "claimed")]
[JsonDerivedType(typeof(Freed), "freed")]
internal abstract record ClaimEvent
{
    public required DateTimeOffset At { get; init; }
}

internal sealed record Claimed(CustomerId Customer) : ClaimEvent;

internal sealed record Freed : ClaimEvent;
