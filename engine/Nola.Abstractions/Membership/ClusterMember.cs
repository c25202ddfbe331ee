namespace Orleans.Runtime;

/// <summary>A silo in a view of the cluster.</summary>
[GenerateSerializer, Immutable]
public sealed class ClusterMember : IEquatable<ClusterMember>
{
    /// <summary>A silo with its state and name.</summary>
    public ClusterMember(SiloAddress siloAddress, SiloStatus status, string name)
    {
        ArgumentNullException.ThrowIfNull(siloAddress);
        SiloAddress = siloAddress;
        Status = status;
        Name = name;
    }

    /// <summary>The silo.</summary>
    [Id(0)]
    public SiloAddress SiloAddress { get; }

    /// <summary>Its state.</summary>
    [Id(1)]
    public SiloStatus Status { get; }

    /// <summary>Its name.</summary>
    [Id(2)]
    public string Name { get; }

    /// <inheritdoc/>
    public bool Equals(ClusterMember? other) =>
        other is not null && Status == other.Status && SiloAddress.Equals(other.SiloAddress) && Name == other.Name;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ClusterMember);

    /// <inheritdoc/>
    public override int GetHashCode() => SiloAddress.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"{SiloAddress}/{Name}/{Status}";
}
