namespace Nola.Upgrade;

/// <summary>A document as the first build knows it.</summary>
[GenerateSerializer, Alias("upgrade.document")]
public sealed record Document
{
    [Id(0)]
    public required string Title { get; init; }
}
