using System.Text.Json.Serialization;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>The holder of an address.</summary>
/// <param name="Holder">The customer; null when it is free.</param>
/// <param name="ChangedAt">When the holder last changed.</param>
internal sealed record EmailClaimState(CustomerId? Holder, DateTimeOffset ChangedAt)
    : IJournalState<EmailClaimState, EmailClaimEvent>
{
    private static readonly DateTimeOffset Never = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static JournalCodec<EmailClaimState, EmailClaimEvent> Codec { get; } =
        new(CustomerJson.Default.EmailClaimState, CustomerJson.Default.EmailClaimEvent);

    /// <summary>A free address needs no journal: an address without a journal is free as well.</summary>
    DateTimeOffset? IJournalState<EmailClaimState, EmailClaimEvent>.DeletedAt =>
        Holder is null ? ChangedAt + TimeSpan.FromDays(1) : Never;

    public static EmailClaimState Begin(string key) => new(Holder: null, ChangedAt: default);

    public EmailClaimState Apply(EmailClaimEvent e) => new(e is EmailClaimed claimed ? claimed.Customer : null, e.At);
}

/// <summary>The events of an address; their names and members are the stored format.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(EmailClaimed), "claimed")]
[JsonDerivedType(typeof(EmailFreed), "freed")]
internal abstract record EmailClaimEvent
{
    public required DateTimeOffset At { get; init; }
}

internal sealed record EmailClaimed(CustomerId Customer) : EmailClaimEvent;

internal sealed record EmailFreed : EmailClaimEvent;
