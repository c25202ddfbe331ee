using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// The membership table: one row per silo and one version for all. A write succeeds only under the row's and the
/// version's tags and raises the version by one, so all changes are totally ordered.
/// </summary>
public interface IMembershipTable
{
    /// <summary>Connects, and writes version zero if the table is new and that is asked.</summary>
    Task InitializeMembershipTable(bool tryInitTableVersion);

    /// <summary>Removes the whole table of a cluster.</summary>
    Task DeleteMembershipTableEntries(string clusterId);

    /// <summary>Removes rows of dead silos that were last alive before the date.</summary>
    Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate);

    /// <summary>Reads one row and the version.</summary>
    Task<MembershipTableData> ReadRow(SiloAddress key);

    /// <summary>Reads all rows and the version.</summary>
    Task<MembershipTableData> ReadAll();

    /// <summary>Adds a row under the version's tag.</summary>
    /// <returns>False if the row exists or the table has changed.</returns>
    Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion);

    /// <summary>Replaces a row under its and the version's tags.</summary>
    /// <returns>False if the row or the table has changed.</returns>
    Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion);

    /// <summary>Writes a silo's sign of life, without a new version.</summary>
    Task UpdateIAmAlive(MembershipEntry entry);
}
