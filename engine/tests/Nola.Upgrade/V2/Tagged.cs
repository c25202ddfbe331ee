namespace Nola.Upgrade;

/// <summary>It got a tag, which the first build knows nothing of.</summary>
[GenerateSerializer, Alias("upgrade.tagged")]
public sealed record Tagged([property: Id(0)] string Tag) : DocumentChanged;
