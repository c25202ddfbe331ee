namespace ShopActors.Client;

/// <summary>From where to hand events over again.</summary>
internal sealed record SubscriptionReplayRequest(long FromSequence);
