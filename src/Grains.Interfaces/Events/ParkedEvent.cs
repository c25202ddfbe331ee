namespace ShopActors;

/// <summary>An event that a broker refused for good.</summary>
[GenerateSerializer, Immutable, Alias("shop.parked-event")]
public sealed record ParkedEvent
{
    /// <summary>Its position: a replay from the one before hands it over again.</summary>
    [Id(0)]
    public required long Position { get; init; }

    /// <summary>Its type.</summary>
    [Id(1)]
    public required string Type { get; init; }

    /// <summary>What it is about.</summary>
    [Id(2)]
    public required string Subject { get; init; }

    /// <summary>Why the broker refused it.</summary>
    [Id(3)]
    public required string Reason { get; init; }

    /// <summary>When.</summary>
    [Id(4)]
    public required DateTimeOffset At { get; init; }
}
