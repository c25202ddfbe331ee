namespace ShopActors.Client;

/// <summary>An import of products.</summary>
public sealed record Import : ShopResource
{
    /// <summary>The import's id.</summary>
    public required string Id { get; init; }

    /// <summary>How far it is.</summary>
    public required ImportStatus Status { get; init; }

    /// <summary>The lines received.</summary>
    public required long Received { get; init; }

    /// <summary>The lines imported.</summary>
    public required long Processed { get; init; }

    /// <summary>The lines refused.</summary>
    public required long Failed { get; init; }

    /// <summary>The first thousand refused lines.</summary>
    public required IReadOnlyList<ImportError> Errors { get; init; }
}
