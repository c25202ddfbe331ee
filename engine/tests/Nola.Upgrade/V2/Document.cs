namespace Nola.Upgrade;

/// <summary>A document as the second build knows it.</summary>
[GenerateSerializer, Alias("upgrade.document")]
public sealed record Document
{
    [Id(0)]
    public required string Title { get; init; }

    [Id(1)]
    public string? Tag { get; init; }
}
