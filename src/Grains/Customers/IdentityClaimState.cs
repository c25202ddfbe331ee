using System.Text.Json.Serialization;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>The holder of an identity.</summary>
/// <param name="Holder">The customer; null when it is free.</param>
/// <param name="ChangedAt">When the holder last changed.</param>
internal sealed record IdentityClaimState(CustomerId? Holder, DateTimeOffset ChangedAt)
    : IJournalState<IdentityClaimState, IdentityClaimEvent>
{
    private static readonly DateTimeOffset Never = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static JournalCodec<IdentityClaimState, IdentityClaimEvent> Codec { get; } =
        new(CustomerJson.Default.IdentityClaimState, CustomerJson.Default.IdentityClaimEvent);

    /// <summary>A free identity needs no journal: one without a journal is free as well.</summary>
    DateTimeOffset? IJournalState<IdentityClaimState, IdentityClaimEvent>.DeletedAt =>
        Holder is null ? ChangedAt + TimeSpan.FromDays(1) : Never;

    public static IdentityClaimState Begin(string key) => new(Holder: null, ChangedAt: default);

    public IdentityClaimState Apply(IdentityClaimEvent e) =>
        new(e is IdentityClaimed claimed ? claimed.Customer : null, e.At);
}

/// <summary>The events of an identity; their names and members are the stored format.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(IdentityClaimed), "claimed")]
[JsonDerivedType(typeof(IdentityFreed), "freed")]
internal abstract record IdentityClaimEvent
{
    public required DateTimeOffset At { get; init; }
}

internal sealed record IdentityClaimed(CustomerId Customer) : IdentityClaimEvent;

internal sealed record IdentityFreed : IdentityClaimEvent;
