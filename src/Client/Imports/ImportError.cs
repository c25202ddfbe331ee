namespace ShopActors.Client;

/// <summary>A line that was not imported.</summary>
public sealed record ImportError
{
    /// <summary>Its number in the upload, from 1; the head line of CSV is not counted.</summary>
    public required long Line { get; init; }

    /// <summary>Why, as in a refusal of the same request for one product.</summary>
    public required string Code { get; init; }

    /// <summary>The fields that are wrong, if the code is about fields.</summary>
    public IReadOnlyList<string>? Fields { get; init; }
}
