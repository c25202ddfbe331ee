using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The versions at which a command may be executed: the condition of <c>If-Match</c>.</summary>
[GenerateSerializer, Immutable, Alias("shop.version-match")]
public readonly record struct VersionMatch
{
    /// <summary>Creates a condition that one of the versions meets.</summary>
    public VersionMatch(params ImmutableArray<long> versions) => Versions = versions;

    /// <summary>Every version.</summary>
    public static VersionMatch Any => default;

    /// <summary>The version of what does not exist.</summary>
    public static VersionMatch None { get; } = new(0);

    /// <summary>The versions; default for every version.</summary>
    [Id(0)]
    public ImmutableArray<long> Versions { get; }

    /// <summary>Whether a command may be executed at this version.</summary>
    public bool Accepts(long version) => Versions.IsDefault || Versions.Contains(version);
}
