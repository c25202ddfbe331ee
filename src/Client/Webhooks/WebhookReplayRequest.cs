namespace ShopActors.Client;

/// <summary>Which events to deliver again.</summary>
internal sealed record WebhookReplayRequest(long FromSequence, long? ToSequence);
