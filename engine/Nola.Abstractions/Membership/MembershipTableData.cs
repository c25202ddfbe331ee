using System.Globalization;

namespace Orleans;

/// <summary>The rows of the membership table at one version.</summary>
[GenerateSerializer]
public sealed class MembershipTableData
{
    /// <summary>Some rows, each with the storage's tag.</summary>
    public MembershipTableData(List<Tuple<MembershipEntry, string>> list, TableVersion version)
    {
        Members = list;
        Version = version;
    }

    /// <summary>One row.</summary>
    public MembershipTableData(Tuple<MembershipEntry, string> tuple, TableVersion version)
        : this([tuple], version)
    {
    }

    /// <summary>No rows.</summary>
    public MembershipTableData(TableVersion version)
        : this([], version)
    {
    }

    /// <summary>The rows, each with the storage's tag.</summary>
    [Id(0)]
    public IReadOnlyList<Tuple<MembershipEntry, string>> Members { get; }

    /// <summary>The table's version.</summary>
    [Id(1)]
    public TableVersion Version { get; }

    /// <summary>The row of a silo.</summary>
    public Tuple<MembershipEntry, string>? TryGet(Runtime.SiloAddress silo) =>
        Members.FirstOrDefault(member => member.Item1.SiloAddress.Equals(silo));

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Version}: {string.Join(", ", Members.Select(m => m.Item1))}");
}
