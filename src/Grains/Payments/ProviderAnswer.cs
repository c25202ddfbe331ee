namespace ShopActors;

/// <summary>What is known of an operation at a payment provider.</summary>
[GenerateSerializer, Alias("shop.provider-outcome")]
public enum ProviderOutcome
{
    /// <summary>It may or may not have been executed.</summary>
    Unknown = 0,

    /// <summary>It was executed.</summary>
    Succeeded = 1,

    /// <summary>The payer's side said no, for good.</summary>
    Declined = 2,

    /// <summary>The provider said no, for good: the operation is not possible.</summary>
    Refused = 3,

    /// <summary>It was not executed, because the provider cannot serve now; it may be sent again.</summary>
    Unavailable = 4,

    /// <summary>The provider has not seen the key so far.</summary>
    NotFound = 5,
}

/// <summary>An answer of a payment provider.</summary>
public sealed record ProviderAnswer
{
    /// <summary>What is known.</summary>
    public required ProviderOutcome Outcome { get; init; }

    /// <summary>The operation that the key stands for, where the provider knows it.</summary>
    public ProviderOperation? Operation { get; init; }

    /// <summary>The amount as the provider has it; never trusted to be the one that was asked for.</summary>
    public Money? Amount { get; init; }

    /// <summary>The provider's name for the operation.</summary>
    public string? Reference { get; init; }

    /// <summary>The provider's reason for a refusal, a short word.</summary>
    public string? Code { get; init; }

    /// <summary>When it makes sense to ask again, where the provider says so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether nothing can change this answer any more.</summary>
    public bool IsDefinite =>
        Outcome is ProviderOutcome.Succeeded or ProviderOutcome.Declined or ProviderOutcome.Refused;

    /// <summary>Nothing is known, for the reason given.</summary>
    public static ProviderAnswer Unknown(string code) => new() { Outcome = ProviderOutcome.Unknown, Code = code };
}
