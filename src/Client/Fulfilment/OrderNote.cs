namespace ShopActors.Client;

/// <summary>What an operator noted about an order.</summary>
public sealed record OrderNote : ShopResource
{
    /// <summary>The note's id.</summary>
    public required string Id { get; init; }

    /// <summary>The note.</summary>
    public required string Text { get; init; }

    /// <summary>The operator.</summary>
    public required string By { get; init; }

    /// <summary>When it was added.</summary>
    public required DateTimeOffset At { get; init; }
}
