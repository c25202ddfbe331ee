namespace ShopActors.PaymentSimulator;

/// <summary>What goes wrong, and how often.</summary>
/// <param name="Trouble">What.</param>
/// <param name="Percent">Of how many payments in a hundred; of requests, if the provider is away.</param>
public sealed record FailureLabSetting(Trouble Trouble, int Percent);
