namespace ShopActors;

/// <summary>The status of one operation; a later value never changes back to an earlier one.</summary>
internal enum OperationStatus
{
    Pending = 0,
    Declined = 1,
    Refused = 2,
    Succeeded = 3,
}

/// <summary>One operation at the provider, from the intent to the answer.</summary>
internal sealed record PaymentOperation
{
    public required ProviderOperation Operation { get; init; }
    public required string Key { get; init; }
    public required Money Amount { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }
    public OperationStatus Status { get; init; }

    /// <summary>When the outcome was recorded; null while it is pending.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public OperationId? Refund { get; init; }
    public int Attempts { get; init; }

    /// <summary>
    /// Whether the outcome stayed unknown for as long as the provider remembers the key, so that only a person, or a
    /// later notice of the provider, can settle it.
    /// </summary>
    public bool IsInReview { get; init; }

    /// <summary>The command by which a person ended it; null if the provider did.</summary>
    public OperationId? DecidedBy { get; init; }

    public string? Reference { get; init; }

    /// <summary>Where the payer confirms the payment, while that is required.</summary>
    public string? ActionUrl { get; init; }

    public string? Code { get; init; }

    /// <summary>Whether the provider says that it is under way and takes long.</summary>
    public bool IsProcessing { get; init; }

    /// <summary>Whether the provider executed it although the shop had not asked for it.</summary>
    public bool IsUnasked { get; init; }

    public bool IsPending => Status == OperationStatus.Pending;

    /// <summary>Whether it waits for the payer.</summary>
    public bool AwaitsPayer => IsPending && ActionUrl is not null;

    public bool HasSucceeded => Status == OperationStatus.Succeeded;
}
