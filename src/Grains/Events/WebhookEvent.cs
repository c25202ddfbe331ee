using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The events of a webhook endpoint; their names and members are the stored format.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(EndpointCreated), "created")]
[JsonDerivedType(typeof(EndpointChanged), "changed")]
[JsonDerivedType(typeof(SecretRotated), "secret-rotated")]
[JsonDerivedType(typeof(EndpointDeleted), "deleted")]
[JsonDerivedType(typeof(ReplayBegun), "replay-begun")]
[JsonDerivedType(typeof(PageDelivered), "delivered")]
[JsonDerivedType(typeof(ReceiverFailed), "failed")]
[JsonDerivedType(typeof(EndpointDisabled), "disabled")]
internal abstract record WebhookEvent
{
    /// <summary>When it was decided, by the clock of the deciding silo.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>An operator's command was executed. A repetition gets the same answer.</summary>
internal abstract record WebhookCommandDone(OperationId Operation, string Fingerprint) : WebhookEvent;

internal sealed record EndpointCreated(
    OperationId Operation, string Fingerprint, WebhookSettings Settings, string Secret, long Position)
    : WebhookCommandDone(Operation, Fingerprint);

/// <summary>Replaces the settings, and enables the endpoint.</summary>
internal sealed record EndpointChanged(OperationId Operation, string Fingerprint, WebhookSettings Settings)
    : WebhookCommandDone(Operation, Fingerprint);

internal sealed record SecretRotated(OperationId Operation, string Fingerprint, string Secret)
    : WebhookCommandDone(Operation, Fingerprint);

internal sealed record EndpointDeleted : WebhookEvent;

/// <summary>Events after <see cref="From"/> and up to <see cref="To"/> are delivered again.</summary>
internal sealed record ReplayBegun(OperationId Operation, string Fingerprint, long From, long To)
    : WebhookCommandDone(Operation, Fingerprint);

/// <summary>Everything up to a position is delivered, parked or not wanted.</summary>
internal sealed record PageDelivered(long Position, ImmutableArray<WebhookDelivery> Deliveries) : WebhookEvent;

/// <summary>The receiver failed: nothing is sent to it before the next attempt.</summary>
internal sealed record ReceiverFailed(WebhookDelivery Delivery, DateTimeOffset NextAttemptAt) : WebhookEvent;

/// <summary>The receiver has failed for too long, or has said that it is gone.</summary>
internal sealed record EndpointDisabled(string Reason) : WebhookEvent;
