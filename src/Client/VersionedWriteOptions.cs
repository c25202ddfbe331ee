namespace ShopActors.Client;

/// <summary>How to send a write that can be made conditional.</summary>
public sealed record VersionedWriteOptions : WriteOptions
{
    /// <summary>
    /// The version to change, by its <see cref="ShopResource.ETag"/>. At any other the shop refuses with
    /// <see cref="ProblemCodes.StaleVersion"/>.
    /// </summary>
    public string? IfMatch { get; init; }

    /// <summary>Whether to write only if there is nothing yet, in place of <see cref="IfMatch"/>.</summary>
    public bool IfNothingYet { get; init; }
}
