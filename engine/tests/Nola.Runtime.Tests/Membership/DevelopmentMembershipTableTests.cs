using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Nola.Runtime.Membership;
using Nola.Runtime.Networking;
using Nola.Runtime.Tests.Messaging;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Nola.Runtime.Tests.Membership;

/// <summary>The primary's table, as another silo uses it over the network.</summary>
public sealed class DevelopmentMembershipTableTests : MembershipTableConformance, IAsyncLifetime
{
    private readonly TestHost _primaryHost;
    private readonly TestHost _otherHost;
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();
    private readonly DevelopmentMembershipTable _primary;
    private readonly DevelopmentMembershipTable _other;

    public DevelopmentMembershipTableTests()
    {
        var network = new InMemoryNetwork();
        _primaryHost = new TestHost(network, 1);
        _otherHost = new TestHost(network, 2);
        _primary = CreateTable(_primaryHost);
        _other = CreateTable(_otherHost);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _primaryHost.DisposeAsync();
        await _otherHost.DisposeAsync();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task InsertRow_OfAnotherSilo_IsInThePrimarysTable()
    {
        Assert.True(_primary.IsOwn);
        Assert.False(_other.IsOwn);

        Assert.True(await _other.InsertRow(Entry(1), (await _other.ReadAll()).Version.Next()));

        Assert.Equal(Silo(1), Assert.Single((await _primary.ReadAll()).Members).Item1.SiloAddress);
    }

    [Fact]
    public async Task UpdateRow_ToDead_IsKnownToThePrimaryBeforeItCanBeRead()
    {
        await _other.InsertRow(Entry(1), (await _other.ReadAll()).Version.Next());
        var seen = new List<SiloStatus>();
        _primary.Writing += entry => seen.Add(entry.Status);

        var table = await _other.ReadAll();
        var row = Assert.Single(table.Members);
        row.Item1.Status = SiloStatus.Dead;
        Assert.False(await _other.UpdateRow(row.Item1, "another", table.Version.Next()));
        Assert.Empty(seen);
        Assert.True(await _other.UpdateRow(row.Item1, row.Item2, table.Version.Next()));

        Assert.Equal([SiloStatus.Dead], seen);
    }

    [Fact]
    public async Task ReadAll_PrimaryGone_Fails()
    {
        await _other.ReadAll();
        await _primaryHost.DisposeAsync();

        await Assert.ThrowsAsync<OrleansException>(_other.ReadAll);
    }

    protected override async Task<IMembershipTable> CreateAsync()
    {
        await _other.InitializeMembershipTable(true);
        return _other;
    }

    private DevelopmentMembershipTable CreateTable(TestHost host) => new(
        host.Center,
        Options.Create(new DevelopmentClusterMembershipOptions { PrimarySiloEndpoint = _primaryHost.Address.Endpoint }),
        Options.Create(new ClusterMembershipOptions()),
        _services.GetRequiredService<Serializer>(),
        TimeProvider.System,
        NullLogger<DevelopmentMembershipTable>.Instance);
}
