namespace ShopActors;

/// <summary>The outcome of an operation at a payment provider.</summary>
[GenerateSerializer, Alias("shop.provider-outcome")]
public enum ProviderOutcome
{
    /// <summary>It may or may not have been executed.</summary>
    Unknown = 0,

    /// <summary>It was executed.</summary>
    Succeeded = 1,

    /// <summary>Declined finally by the payer's bank.</summary>
    Declined = 2,

    /// <summary>Refused finally by the provider: the operation is impossible.</summary>
    Refused = 3,

    /// <summary>It was not executed, because the provider is not serving now; it may be sent again.</summary>
    Unavailable = 4,

    /// <summary>The provider has not seen the key so far.</summary>
    NotFound = 5,

    /// <summary>The payer has to confirm it first, at <see cref="ProviderAnswer.ActionUrl"/>.</summary>
    ActionRequired = 6,

    /// <summary>
    /// A method that takes days, such as a bank debit, is under way; the provider tells its end.
    /// </summary>
    Processing = 7,
}

/// <summary>An answer of a payment provider.</summary>
public sealed record ProviderAnswer
{
    /// <summary>The outcome.</summary>
    public required ProviderOutcome Outcome { get; init; }

    /// <summary>The operation that belongs to the key, if the provider knows it.</summary>
    public ProviderOperation? Operation { get; init; }

    /// <summary>The amount in the provider's records; must be compared with the requested one.</summary>
    public Money? Amount { get; init; }

    /// <summary>The provider's name for the operation.</summary>
    public string? Reference { get; init; }

    /// <summary>The provider's reason for a refusal, in one word.</summary>
    public string? Code { get; init; }

    /// <summary>Where the payer confirms the payment (3-D Secure), if that is required.</summary>
    public string? ActionUrl { get; init; }

    /// <summary>When to ask again, if the provider says so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How many attempts had no answer before this one.</summary>
    public int Retries { get; init; }

    /// <summary>Whether the outcome is final.</summary>
    public bool IsDefinite =>
        Outcome is ProviderOutcome.Succeeded or ProviderOutcome.Declined or ProviderOutcome.Refused;

    /// <summary>An unknown outcome, for the given reason.</summary>
    public static ProviderAnswer Unknown(string code) => new() { Outcome = ProviderOutcome.Unknown, Code = code };
}
