namespace ShopActors.Grains.Tests.Payments.Conformance;

/// <summary>A provider's tokens for payers' means.</summary>
/// <param name="Ok">A card that works.</param>
/// <param name="Declined">A card that the bank declines.</param>
/// <param name="Confirmed">A card that the payer has to confirm.</param>
/// <param name="Delayed">A method that takes days and succeeds.</param>
/// <param name="DelayedFailure">A method that takes days and fails.</param>
public sealed record ProviderTokens(
    string Ok, string Declined, string Confirmed, string Delayed, string DelayedFailure)
{
    /// <summary>Those of the simulated provider.</summary>
    public static ProviderTokens OfSimulator { get; } =
        new("tok_ok", "tok_declined", "tok_3ds", "tok_bank_debit", "tok_bank_debit_failed");
}
