namespace Nola.Upgrade;

/// <summary>What happened to a document; each build knows the kinds of its time.</summary>
[GenerateSerializer, Alias("upgrade.changed")]
public abstract record DocumentChanged;

/// <summary>It got a title.</summary>
[GenerateSerializer, Alias("upgrade.titled")]
public sealed record Titled([property: Id(0)] string Title) : DocumentChanged;
