using System.Globalization;
using Orleans;
using Orleans.Runtime;

namespace Nola.Runtime.Membership;

/// <summary>The membership table of silos in one process. Killing any of them leaves it intact.</summary>
internal sealed class InMemoryMembershipTable : IMembershipTable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SiloAddress, (MembershipEntry Entry, string Etag)> _rows = [];
    private TableVersion _version = new(0, "0");
    private long _lastEtag;

    /// <summary>Raised with each row that is written, before anybody can read it.</summary>
    public event Action<MembershipEntry>? Writing;

    public Task InitializeMembershipTable(bool tryInitTableVersion) => Task.CompletedTask;

    public Task DeleteMembershipTableEntries(string clusterId)
    {
        lock (_lock)
        {
            _rows.Clear();
            _version = new TableVersion(0, NextEtag_NeedsLock());
        }

        return Task.CompletedTask;
    }

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate)
    {
        lock (_lock)
        {
            foreach (var (silo, row) in _rows)
            {
                var isOld = row.Entry.IAmAliveTime < beforeDate.UtcDateTime;
                if (row.Entry.Status == SiloStatus.Dead && isOld) _rows.Remove(silo);
            }
        }

        return Task.CompletedTask;
    }

    public Task<MembershipTableData> ReadRow(SiloAddress key)
    {
        lock (_lock)
        {
            return Task.FromResult(_rows.TryGetValue(key, out var row)
                ? new MembershipTableData(Tuple.Create(Copy(row.Entry), row.Etag), _version)
                : new MembershipTableData(_version));
        }
    }

    public Task<MembershipTableData> ReadAll()
    {
        lock (_lock)
        {
            return Task.FromResult(new MembershipTableData(
                [.. _rows.Values.Select(row => Tuple.Create(Copy(row.Entry), row.Etag))], _version));
        }
    }

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion)
    {
        lock (_lock)
        {
            if (_rows.ContainsKey(entry.SiloAddress) || !IsNext_NeedsLock(tableVersion)) return Task.FromResult(false);

            Store_NeedsLock(entry, tableVersion);
            return Task.FromResult(true);
        }
    }

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion)
    {
        lock (_lock)
        {
            if (!_rows.TryGetValue(entry.SiloAddress, out var row)
                || row.Etag != etag
                || !IsNext_NeedsLock(tableVersion))
            {
                return Task.FromResult(false);
            }

            Store_NeedsLock(entry, tableVersion);
            return Task.FromResult(true);
        }
    }

    public Task UpdateIAmAlive(MembershipEntry entry)
    {
        lock (_lock)
        {
            // No new version and no new tag: signs of life must not make others' writes fail.
            if (_rows.TryGetValue(entry.SiloAddress, out var row)) row.Entry.IAmAliveTime = entry.IAmAliveTime;
        }

        return Task.CompletedTask;
    }

    private bool IsNext_NeedsLock(TableVersion version) =>
        version.VersionEtag == _version.VersionEtag && version.Version == _version.Version + 1;

    private void Store_NeedsLock(MembershipEntry entry, TableVersion version)
    {
        Writing?.Invoke(entry);
        _rows[entry.SiloAddress] = (Copy(entry), NextEtag_NeedsLock());
        _version = new TableVersion(version.Version, NextEtag_NeedsLock());
    }

    private string NextEtag_NeedsLock() => (++_lastEtag).ToString(CultureInfo.InvariantCulture);

    private static MembershipEntry Copy(MembershipEntry entry) => new()
    {
        SiloAddress = entry.SiloAddress,
        Status = entry.Status,
        SuspectTimes = entry.SuspectTimes is null ? null : [.. entry.SuspectTimes],
        ProxyPort = entry.ProxyPort,
        HostName = entry.HostName,
        SiloName = entry.SiloName,
        RoleName = entry.RoleName,
        UpdateZone = entry.UpdateZone,
        FaultZone = entry.FaultZone,
        StartTime = entry.StartTime,
        IAmAliveTime = entry.IAmAliveTime,
    };
}
