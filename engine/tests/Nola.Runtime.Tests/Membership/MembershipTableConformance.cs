using System.Net;
using Orleans.Runtime;

namespace Nola.Runtime.Tests.Membership;

/// <summary>What every membership table does. Tables that need a server skip it by overriding.</summary>
public abstract class MembershipTableConformance
{
    protected abstract Task<IMembershipTable> CreateAsync();

    [Fact]
    public virtual async Task ReadAll_NewTable_HasNoRowsAtVersionZero()
    {
        var table = await CreateAsync();

        var data = await table.ReadAll();

        Assert.Empty(data.Members);
        Assert.Equal(0, data.Version.Version);
    }

    [Fact]
    public virtual async Task InsertRow_CurrentVersion_StoresAllOfItAndRaisesTheVersion()
    {
        var table = await CreateAsync();
        var entry = Entry(1);
        entry.AddSuspector(Silo(2), Time(5));

        Assert.True(await table.InsertRow(entry, (await table.ReadAll()).Version.Next()));

        var data = await table.ReadAll();
        Assert.Equal(1, data.Version.Version);
        var read = Assert.Single(data.Members).Item1;
        Assert.Equal(entry.SiloAddress, read.SiloAddress);
        Assert.Equal(SiloStatus.Joining, read.Status);
        Assert.Equal("name", read.SiloName);
        Assert.Equal(30000, read.ProxyPort);
        Assert.Equal(Time(1), read.StartTime);
        Assert.Equal(Time(2), read.IAmAliveTime);
        Assert.Equal([Tuple.Create(Silo(2), Time(5))], read.SuspectTimes);
    }

    [Fact]
    public virtual async Task InsertRow_Twice_IsRefused()
    {
        var table = await CreateAsync();
        Assert.True(await table.InsertRow(Entry(1), (await table.ReadAll()).Version.Next()));

        Assert.False(await table.InsertRow(Entry(1), (await table.ReadAll()).Version.Next()));
    }

    [Fact]
    public virtual async Task InsertRow_StaleVersion_IsRefusedAndChangesNothing()
    {
        var table = await CreateAsync();
        var stale = (await table.ReadAll()).Version;
        Assert.True(await table.InsertRow(Entry(1), stale.Next()));

        Assert.False(await table.InsertRow(Entry(2), stale.Next()));

        Assert.Single((await table.ReadAll()).Members);
    }

    [Fact]
    public virtual async Task UpdateRow_StaleTagOrVersion_IsRefused()
    {
        var table = await CreateAsync();
        Assert.True(await table.InsertRow(Entry(1), (await table.ReadAll()).Version.Next()));
        var before = await table.ReadRow(Silo(1));
        var (entry, etag) = before.Members[0];
        entry.Status = SiloStatus.Active;
        Assert.True(await table.UpdateRow(entry, etag, before.Version.Next()));

        entry.Status = SiloStatus.Dead;
        Assert.False(await table.UpdateRow(entry, etag, before.Version.Next()));
        Assert.False(await table.UpdateRow(entry, etag, (await table.ReadAll()).Version.Next()));

        Assert.Equal(SiloStatus.Active, (await table.ReadRow(Silo(1))).Members[0].Item1.Status);
    }

    [Fact]
    public virtual async Task UpdateIAmAlive_ChangesTheTimeAndNeitherTagNorVersion()
    {
        var table = await CreateAsync();
        Assert.True(await table.InsertRow(Entry(1), (await table.ReadAll()).Version.Next()));
        var before = await table.ReadRow(Silo(1));

        var sign = Entry(1);
        sign.IAmAliveTime = Time(9);
        await table.UpdateIAmAlive(sign);

        var after = await table.ReadRow(Silo(1));
        Assert.Equal(Time(9), after.Members[0].Item1.IAmAliveTime);
        Assert.Equal(before.Members[0].Item2, after.Members[0].Item2);
        Assert.Equal(before.Version, after.Version);
    }

    [Fact]
    public virtual async Task UpdateRow_ManyAtOnce_AreTotallyOrdered()
    {
        const int silos = 8;
        var table = await CreateAsync();
        await Task.WhenAll(Enumerable.Range(1, silos).Select(async i =>
        {
            while (!await table.InsertRow(Entry(i), (await table.ReadAll()).Version.Next()))
            {
            }
        }));

        var data = await table.ReadAll();
        Assert.Equal(silos, data.Members.Count);
        Assert.Equal(silos, data.Version.Version);
    }

    [Fact]
    public virtual async Task CleanupDefunctSiloEntries_RemovesOldDeadRowsOnly()
    {
        var table = await CreateAsync();
        foreach (var (number, status) in new[] { (1, SiloStatus.Dead), (2, SiloStatus.Active) })
        {
            var entry = Entry(number);
            entry.Status = status;
            Assert.True(await table.InsertRow(entry, (await table.ReadAll()).Version.Next()));
        }

        await table.CleanupDefunctSiloEntries(Time(1));
        Assert.Equal(2, (await table.ReadAll()).Members.Count);
        await table.CleanupDefunctSiloEntries(Time(3));

        Assert.Equal(Silo(2), Assert.Single((await table.ReadAll()).Members).Item1.SiloAddress);
    }

    protected static SiloAddress Silo(int number) => SiloAddress.New(IPAddress.Loopback, number, number);

    private static DateTime Time(int minute) => new(2026, 1, 1, 0, minute, 0, DateTimeKind.Utc);

    protected static MembershipEntry Entry(int number) => new()
    {
        SiloAddress = Silo(number),
        SiloName = "name",
        HostName = "host",
        ProxyPort = 30000,
        Status = SiloStatus.Joining,
        StartTime = Time(1),
        IAmAliveTime = Time(2),
    };
}
