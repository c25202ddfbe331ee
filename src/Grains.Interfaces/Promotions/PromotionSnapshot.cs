namespace ShopActors;

/// <summary>A promotion.</summary>
[GenerateSerializer, Immutable, Alias("shop.promotion")]
public sealed record PromotionSnapshot
{
    /// <summary>The promotion's id.</summary>
    [Id(0)]
    public required PromotionId Id { get; init; }

    /// <summary>Its terms.</summary>
    [Id(1)]
    public required PromotionDraft Terms { get; init; }

    /// <summary>When it was added.</summary>
    [Id(2)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When an operator ended it; null if none has.</summary>
    [Id(3)]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How many orders have used it or are about to; null if its uses are not limited nor counted.</summary>
    [Id(4)]
    public long? Used { get; init; }

    /// <summary>Whether it applies at a time.</summary>
    public bool IsActive(DateTimeOffset now) =>
        EndedAt is null && !(Terms.StartsAt > now) && !(Terms.EndsAt <= now);
}
