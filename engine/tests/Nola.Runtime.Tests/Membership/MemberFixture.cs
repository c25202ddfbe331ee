using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Nola.Runtime.Membership;
using Nola.Runtime.Messaging;
using Nola.Runtime.Networking;
using Nola.Runtime.Placement;
using Nola.Runtime.Tests.Placement;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Nola.Runtime.Tests.Membership;

/// <summary>
/// Silos without activations: membership, messaging and hand-over on one network and one table. Each has a clock of its
/// own, so that one that stands still is a paused process. Clocks move only when a test moves them, and it moves them
/// again only after what the last move set off has been seen: nothing depends on how fast the machine is.
/// </summary>
internal sealed class MemberFixture : IAsyncDisposable
{
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(2);
    public static readonly TimeSpan Probe = TimeSpan.FromSeconds(1);

    // Of a test that fails: nothing that goes on takes so long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();
    private readonly InMemoryNetwork _network = new();
    private readonly List<Member> _members = [];

    public InMemoryMembershipTable Rows { get; } = new();

    /// <summary>The table as all silos see it.</summary>
    public ObservedTable Table { get; }

    public MemberFixture() => Table = new ObservedTable(Rows);

    /// <summary>A silo that listens and has not joined.</summary>
    public Member Create(int port, int generation = 1, Action<ClusterMembershipOptions>? configure = null)
    {
        var member = CreateDeaf(port, generation, configure);
        member.Center.Start();
        return member;
    }

    /// <summary>A silo that does not even listen.</summary>
    public Member CreateDeaf(int port, int generation = 1, Action<ClusterMembershipOptions>? configure = null)
    {
        var options = new ClusterMembershipOptions { LeaseDuration = LeaseTime, ProbeTimeout = Probe };
        configure?.Invoke(options);
        var member = new Member(this, SiloAddress.New(IPAddress.Loopback, port, generation), options);
        _members.Add(member);
        return member;
    }

    public async Task<Member> StartAsync(
        int port, int generation = 1, Action<ClusterMembershipOptions>? configure = null)
    {
        var member = Create(port, generation, configure);
        await member.Agent.JoinAsync(CancellationToken.None).WaitAsync(Patience);
        await member.Agent.BecomeActiveAsync(CancellationToken.None).WaitAsync(Patience);
        await SyncAsync();
        return member;
    }

    /// <summary>Lets every silo that lives see the latest table, and everything that it sets off end.</summary>
    public async Task SyncAsync()
    {
        foreach (var member in _members.Where(member => member.IsRunning)) await member.Agent.RefreshAsync();
    }

    /// <summary>
    /// Moves the clocks of the silos by one probe's time, and waits until each has heard all others that are not paused.
    /// </summary>
    public async Task ProbeRoundAsync(params Member[] silos)
    {
        var before = silos.ToDictionary(silo => silo, silo => silo.Heard.ToDictionary());
        foreach (var silo in silos) silo.Time.Advance(Probe);
        foreach (var silo in silos)
        {
            foreach (var other in silos.Where(other => other != silo))
            {
                // The answer to its own probe, and the other's probe.
                var expected = before[silo].GetValueOrDefault(other.Address) + 2;
                await Eventually(() => silo.Heard.GetValueOrDefault(other.Address) >= expected);
            }

            await silo.Agent.RefreshAsync();
        }
    }

    public async Task<SiloStatus> StatusOf(Member member) =>
        (await Rows.ReadRow(member.Address)).Members is [var row] ? row.Item1.Status : SiloStatus.None;

    /// <summary>
    /// The same where silos write at the same time: who comes second tries again after some of its own time. None of them
    /// loses its lease for that.
    /// </summary>
    public async Task Until(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            foreach (var member in _members.Where(member => member.IsRunning).ToArray())
            {
                member.Time.Advance(TimeSpan.FromMilliseconds(1));
                await member.RenewAsync();
            }

            await Task.Delay(1, patience.Token);
        }
    }

    /// <summary>Waits in real time for what other threads are about to do.</summary>
    public static async Task Eventually(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition()) await Task.Delay(1, patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var member in _members) await member.CrashAsync();
        await _services.DisposeAsync();
    }

    /// <summary>One silo.</summary>
    internal sealed class Member : IRangeListener
    {
        private readonly TaskCompletionSource _awake = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Member(MemberFixture fixture, SiloAddress address, ClusterMembershipOptions options)
        {
            Address = address;
            Table = new ObservedTable(fixture.Table);
            Center = new MessageCenter(
                new MessageCenterOptions
                {
                    LocalAddress = address,
                    ClusterId = "members",
                    ListenEndpoints = [address.Endpoint],
                },
                fixture._network,
                fixture._services.GetRequiredService<CodecProvider>(),
                new InterfaceIds(),
                Time,
                NullLogger<MessageCenter>.Instance);
            Agent = new MembershipAgent(
                Table,
                Center,
                new MembershipAgentOptions { Membership = options, SiloName = $"silo-{address.Endpoint.Port}" },
                Time,
                NullLogger<MembershipAgent>.Instance);
            Handover = new RangeHandover(Agent, Center, Time, NullLogger<RangeHandover>.Instance) { Listener = this };
            Directory = new GrainDirectory(
                Handover, Agent, Center, Placement, Time, NullLogger<GrainDirectory>.Instance)
            {
                Kinds = Placement,
            };
            var (create, take) = Agent.ProbePayload!.Value;
            Agent.ProbePayload = (create, (silo, payload) =>
            {
                Heard.AddOrUpdate(silo, 1, static (_, count) => count + 1);
                take(silo, payload);
            }
            );
        }

        public SiloAddress Address { get; }

        public ManualTime Time { get; } = new();

        /// <summary>The table as this silo sees it.</summary>
        public ObservedTable Table { get; }

        public MessageCenter Center { get; }

        public MembershipAgent Agent { get; }

        public RangeHandover Handover { get; }

        public GrainDirectory Directory { get; }

        public FakePlacement Placement { get; } = new();

        /// <summary>How often another silo's probe or answer arrived.</summary>
        public ConcurrentDictionary<SiloAddress, int> Heard { get; } = new();

        /// <summary>How often others probed this silo while it was deaf to them.</summary>
        public ConcurrentDictionary<SiloAddress, int> Unanswered { get; } = new();

        /// <summary>What this silo holds though it lost it.</summary>
        public List<(GrainId Grain, Task Ended)> Busy { get; } = [];

        public bool IsRunning { get; private set; } = true;

        public IReadOnlyList<(GrainId Grain, Task Ended)> Release(
            Func<GrainId, bool> isLost, CancellationToken cancellationToken) =>
            [.. Busy.Where(grain => isLost(grain.Grain))];

        /// <summary>
        /// Moves its clock until something is so, by steps much shorter than its lease, which it renews after each.
        /// </summary>
        public async Task LiveUntilAsync(TimeSpan step, Func<bool> condition)
        {
            using var patience = new CancellationTokenSource(Patience);
            while (!condition())
            {
                Time.Advance(step);
                await RenewAsync();
                await Task.Delay(1, patience.Token);
            }
        }

        /// <summary>Reads the table where it can be read.</summary>
        public async Task RenewAsync() =>
            await Agent.RefreshAsync().WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        /// <summary>Becomes active as a silo's start does it, after it has joined.</summary>
        public async Task BecomeActiveAsync()
        {
            await Agent.ReachOthersAsync(CancellationToken.None);
            await Handover.WaitForDeadLeasesAsync(CancellationToken.None);
            await Agent.BecomeActiveAsync(CancellationToken.None);
        }

        /// <summary>Answers none of these silos, as a paused process or one behind a broken link would not.</summary>
        public void IgnoreProbesOf(params Member[] silos)
        {
            Center.Answer(ControlOperation.Probe, async (peer, _) =>
            {
                if (silos.Any(silo => silo.Address.Equals(peer)))
                {
                    Unanswered.AddOrUpdate(peer, 1, static (_, count) => count + 1);
                    await _awake.Task;
                }

                return [];
            });
        }

        public async Task CrashAsync()
        {
            IsRunning = false;
            _awake.TrySetCanceled();
            await Agent.DisposeAsync();
            Handover.Dispose();
            Directory.Dispose();
            await Center.DisposeAsync();
        }
    }

    /// <summary>A table that can be out of reach.</summary>
    internal sealed class ObservedTable(IMembershipTable inner) : IMembershipTable
    {
        private int _reads;
        private int _stuckReads;

        public volatile bool IsDown;

        /// <summary>Whether it can be read only.</summary>
        public volatile bool IsReadOnly;

        /// <summary>Whether reads are taken and never answered.</summary>
        public volatile bool IsStuck;

        public int StuckReads => Volatile.Read(ref _stuckReads);

        /// <summary>What happens between a write and the answer to it.</summary>
        public Func<Task>? Written { get; set; }

        public int Reads => Volatile.Read(ref _reads);

        public ConcurrentQueue<DateTimeOffset> CleanUps { get; } = new();

        public Task InitializeMembershipTable(bool tryInitTableVersion) =>
            Use(() => inner.InitializeMembershipTable(tryInitTableVersion));

        public Task DeleteMembershipTableEntries(string clusterId) =>
            Use(() => inner.DeleteMembershipTableEntries(clusterId));

        public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate)
        {
            CleanUps.Enqueue(beforeDate);
            return Use(() => inner.CleanupDefunctSiloEntries(beforeDate));
        }

        public Task<MembershipTableData> ReadRow(SiloAddress key) => Use(() => inner.ReadRow(key));

        public async Task<MembershipTableData> ReadAll()
        {
            try
            {
                if (IsStuck)
                {
                    Interlocked.Increment(ref _stuckReads);
                    await new TaskCompletionSource().Task;
                }

                return await Use(inner.ReadAll);
            }
            finally
            {
                Interlocked.Increment(ref _reads);
            }
        }

        public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) =>
            Use(() => inner.InsertRow(entry, tableVersion));

        public async Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion)
        {
            if (IsReadOnly) throw new TimeoutException("The table cannot be written.");

            var isWritten = await Use(() => inner.UpdateRow(entry, etag, tableVersion));
            if (Written is { } written) await written();
            return isWritten;
        }

        public Task UpdateIAmAlive(MembershipEntry entry) => Use(() => inner.UpdateIAmAlive(entry));

        private T Use<T>(Func<T> action) => IsDown ? throw new TimeoutException("The table is out of reach.") : action();
    }
}
