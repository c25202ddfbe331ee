using System.Globalization;

namespace Orleans;

/// <summary>The version of the membership table with the storage's tag of it.</summary>
[GenerateSerializer, Immutable]
public sealed class TableVersion : IEquatable<TableVersion>
{
    /// <summary>A version with its tag.</summary>
    public TableVersion(int version, string eTag)
    {
        Version = version;
        VersionEtag = eTag;
    }

    /// <summary>The version.</summary>
    [Id(0)]
    public int Version { get; }

    /// <summary>The storage's tag.</summary>
    [Id(1)]
    public string VersionEtag { get; }

    /// <summary>The next version, to be written under this one's tag.</summary>
    public TableVersion Next() => new(Version + 1, VersionEtag);

    /// <inheritdoc/>
    public bool Equals(TableVersion? other) =>
        other is not null && Version == other.Version && VersionEtag == other.VersionEtag;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TableVersion);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Version, VersionEtag);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"<{Version}, {VersionEtag}>");

    /// <summary>Whether two versions are equal.</summary>
    public static bool operator ==(TableVersion? left, TableVersion? right) => Equals(left, right);

    /// <summary>Whether two versions differ.</summary>
    public static bool operator !=(TableVersion? left, TableVersion? right) => !Equals(left, right);
}
