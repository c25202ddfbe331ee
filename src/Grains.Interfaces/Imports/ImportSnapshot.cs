using System.Collections.Immutable;

namespace ShopActors;

/// <summary>An import.</summary>
[GenerateSerializer, Immutable, Alias("shop.import-snapshot")]
public sealed record ImportSnapshot
{
    /// <summary>The import's id.</summary>
    [Id(0)]
    public required ImportId Id { get; init; }

    /// <summary>How far it is.</summary>
    [Id(1)]
    public required ImportStatus Status { get; init; }

    /// <summary>The lines received.</summary>
    [Id(2)]
    public required long Received { get; init; }

    /// <summary>The lines imported.</summary>
    [Id(3)]
    public required long Processed { get; init; }

    /// <summary>The lines refused.</summary>
    [Id(4)]
    public required long Failed { get; init; }

    /// <summary>The first <see cref="ImportLimits.ErrorsMax"/> lines that were refused.</summary>
    [Id(5)]
    public ImmutableArray<ImportError> Errors { get; init; } = [];

    /// <summary>How many chunks of lines were received.</summary>
    [Id(6)]
    public required int Chunks { get; init; }
}
