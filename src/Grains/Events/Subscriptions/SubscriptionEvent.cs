using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The events of a subscription; their names and members are the stored format.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(EventsPassed), "passed")]
[JsonDerivedType(typeof(SubscriptionPaused), "paused")]
[JsonDerivedType(typeof(SubscriptionResumed), "resumed")]
[JsonDerivedType(typeof(SubscriptionReset), "reset")]
internal abstract record SubscriptionEvent
{
    /// <summary>When it was decided, by the clock of the deciding silo.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>Everything up to a position is handed over, but for these events.</summary>
internal sealed record EventsPassed(long Position, ImmutableArray<ParkedEvent> Parked) : SubscriptionEvent;

internal sealed record SubscriptionPaused(OperationId Operation) : SubscriptionEvent;

internal sealed record SubscriptionResumed(OperationId Operation) : SubscriptionEvent;

/// <summary>It begins anew after a position.</summary>
internal sealed record SubscriptionReset(OperationId Operation, long Position) : SubscriptionEvent;
