namespace ShopActors;

/// <summary>An entry of the log of operators.</summary>
[GenerateSerializer, Immutable, Alias("shop.operator-log-entry")]
public sealed record OperatorLogEntry
{
    /// <summary>The entry's number, from 1 without gaps.</summary>
    [Id(0)]
    public required long Sequence { get; init; }

    /// <summary>When it was written.</summary>
    [Id(1)]
    public required DateTimeOffset At { get; init; }

    /// <summary>What an operator was about to do, or has done.</summary>
    [Id(2)]
    public required OperatorAction Action { get; init; }

    /// <summary>The SHA-256 of the hash of the entry before and of this entry, in hexadecimal.</summary>
    [Id(3)]
    public required string Hash { get; init; }
}
