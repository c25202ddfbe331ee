using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Nola.Runtime.Membership;
using Nola.Runtime.Placement;
using Orleans.Runtime;

namespace Nola.Runtime.Tests.Placement;

/// <summary>Who may serve what when silos skip views. Each test is one sequence of views, told step by step.</summary>
public sealed class RangeHistoryTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);

    private readonly ManualTime _time = new();
    private readonly SiloAddress _a = Silo(1);
    private readonly SiloAddress _b = Silo(2);
    private readonly SiloAddress _joiner = Silo(3);
    private readonly SiloAddress _late = Silo(4);

    // A owns a grain and sees neither the view in which the joiner owns it nor any before the one that gives it back.
    // What it released of that later view says nothing about the one that the joiner is in.
    [Fact]
    public void Release_OfAVersionNotSeen_DoesNotCount()
    {
        var joining = View(1, (_a, SiloStatus.Active), (_joiner, SiloStatus.Joining));
        var joined = View(2, (_a, SiloStatus.Active), (_joiner, SiloStatus.Active));
        var gone = View(3, (_a, SiloStatus.Active), (_joiner, SiloStatus.Dead));
        var grain = GainedBy(_joiner, joined);
        var (a, joiner) = (History(_a), History(_joiner));
        a.See(joining);
        joiner.See(joining);
        joiner.Take(_a, Released(1));
        joiner.See(joined);
        a.See(gone);

        Assert.True(MayServe(a, grain));
        Assert.Null(joiner.Take(_a, Released(3)));
        Assert.False(MayServe(joiner, grain));
    }

    // The same where the joiner leaves again in order, and A is told of a later view before the joiner sees it.
    [Fact]
    public void Release_OfAVersionNotSeen_CountsWhenItIsSeen()
    {
        var joined = View(2, (_a, SiloStatus.Active), (_joiner, SiloStatus.Active));
        var grain = GainedBy(_joiner, joined);
        var joiner = History(_joiner);
        joiner.See(View(1, (_a, SiloStatus.Active), (_joiner, SiloStatus.Joining)));
        joiner.See(joined);
        Assert.Null(joiner.Take(_a, Released(3)));
        Assert.False(MayServe(joiner, grain));

        joiner.See(View(3, (_a, SiloStatus.Active), (_joiner, SiloStatus.Active), (_late, SiloStatus.Joining)));
        Assert.True(MayServe(joiner, grain));
    }

    // A released to the joiner, which serves; the joiner dies, and A leaves in order. B sees all that at once.
    [Fact]
    public void Joiner_ThatDiedUnseen_IsWaitedFor()
    {
        var grain = Grains().First(grain =>
            _a.Equals(Ring(_a, _b).OwnerOf(grain)) && _joiner.Equals(Ring(_a, _b, _joiner).OwnerOf(grain)));
        var b = History(_b);
        b.See(View(1, (_a, SiloStatus.Active), (_b, SiloStatus.Active)));
        b.Take(_a, Released(1));
        b.See(View(5, (_a, SiloStatus.ShuttingDown), (_b, SiloStatus.Active), (_joiner, SiloStatus.Dead)));
        b.Take(_a, Released(5));

        Assert.False(MayServe(b, grain));
        _time.Advance(Lease - TimeSpan.FromTicks(1));
        Assert.False(MayServe(b, grain));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.True(MayServe(b, grain));
    }

    [Fact]
    public void Joiner_ThatLeavesUnseen_IsWaitedFor()
    {
        var grain = Grains().First(grain =>
            _a.Equals(Ring(_a, _b).OwnerOf(grain)) && _joiner.Equals(Ring(_a, _b, _joiner).OwnerOf(grain)));
        var b = History(_b);
        b.See(View(1, (_a, SiloStatus.Active), (_b, SiloStatus.Active)));
        b.See(View(5, (_a, SiloStatus.Dead), (_b, SiloStatus.Active), (_joiner, SiloStatus.ShuttingDown)));
        b.Take(_a, Released(5));
        Assert.False(MayServe(b, grain));

        b.Take(_joiner, new ReleaseNotice(5, [grain.GetUniformHashCode()]));
        Assert.False(MayServe(b, grain));
        b.Take(_joiner, Released(5));
        Assert.True(MayServe(b, grain));
    }

    // What it owned before it skipped views nobody can have been given since.
    [Fact]
    public void Joiner_ThatCameAndWentUnseen_CostsOwnGrainsNothing()
    {
        var own = Grains().First(grain => _b.Equals(Ring(_a, _b).OwnerOf(grain)));
        var b = History(_b);
        b.See(View(1, (_a, SiloStatus.Active), (_b, SiloStatus.Joining)));
        b.See(View(2, (_a, SiloStatus.Active), (_b, SiloStatus.Active)));
        b.Take(_a, Released(2));
        Assert.True(MayServe(b, own));

        b.See(View(5, (_a, SiloStatus.Active), (_b, SiloStatus.Active), (_joiner, SiloStatus.Dead)));

        Assert.True(MayServe(b, own));
    }

    // Two silos join one after the other. The second skips the view in which the first is active, and gains from it.
    [Fact]
    public void Joiner_ThatBecameActiveUnseen_IsWaitedFor()
    {
        var grain = Grains().First(grain => _a.Equals(Ring(_a).OwnerOf(grain))
            && _joiner.Equals(Ring(_a, _joiner).OwnerOf(grain))
            && _late.Equals(Ring(_a, _joiner, _late).OwnerOf(grain)));
        var late = History(_late);
        late.See(View(1, (_a, SiloStatus.Active), (_joiner, SiloStatus.Joining), (_late, SiloStatus.Joining)));
        late.Take(_a, Released(1));
        late.Take(_joiner, Released(1));
        late.See(View(3, (_a, SiloStatus.Active), (_joiner, SiloStatus.Active), (_late, SiloStatus.Active)));
        late.Take(_a, Released(3));

        Assert.False(MayServe(late, grain));
        late.Take(_joiner, Released(3));
        Assert.True(MayServe(late, grain));
    }

    // A grain moved from A, where it is busy, to B; then to a silo that joins, and has seen B as its owner alone.
    [Fact]
    public void Join_WhileAGrainIsBusyOnAnEarlierOwner_WaitsForThatOne()
    {
        var grain = Grains().First(grain => _a.Equals(Ring(_a).OwnerOf(grain))
            && _b.Equals(Ring(_a, _b).OwnerOf(grain)) && _late.Equals(Ring(_a, _b, _late).OwnerOf(grain)));
        var idle = Grains().First(other => other != grain && _b.Equals(Ring(_a, _b).OwnerOf(other))
            && _late.Equals(Ring(_a, _b, _late).OwnerOf(other)));
        var late = History(_late);
        late.See(View(1, (_a, SiloStatus.Active), (_b, SiloStatus.Active), (_late, SiloStatus.Joining)));
        late.See(View(2, (_a, SiloStatus.Active), (_b, SiloStatus.Active), (_late, SiloStatus.Active)));
        late.Take(_b, Released(2));
        late.Take(_a, new ReleaseNotice(2, [grain.GetUniformHashCode()]));

        Assert.True(MayServe(late, idle));
        Assert.False(MayServe(late, grain));
        late.Take(_a, new ReleaseNotice(2, []));
        Assert.True(MayServe(late, grain));
    }

    [Fact]
    public void Death_SinceWhenTheLeaseWasNotRenewed_IsWaitedForFromThen()
    {
        var grain = Grains().First(grain => _b.Equals(Ring(_a, _b).OwnerOf(grain)));
        var a = History(_a);
        a.See(View(1, (_a, SiloStatus.Active), (_b, SiloStatus.Active)));
        a.Take(_b, Released(1));
        var since = _time.GetTimestamp();
        _time.Advance(Lease / 2);
        a.NoteFenced(_b, since);
        a.See(View(2, (_a, SiloStatus.Active), (_b, SiloStatus.Dead)));

        Assert.Equal(Lease / 2, a.LongestLease());
        _time.Advance(Lease / 2);
        Assert.True(MayServe(a, grain));
    }

    [Fact]
    public void LeasesOver_InAVersion_AreThoseOfTheDeathsUpToIt()
    {
        var a = History(_a);
        a.See(View(1, (_a, SiloStatus.Active), (_b, SiloStatus.Active), (_joiner, SiloStatus.Active)));
        a.Take(_b, Released(1));
        a.Take(_joiner, Released(1));
        Assert.True(a.Judge(out _).IsSettled);
        a.See(View(2, (_a, SiloStatus.Active), (_b, SiloStatus.Dead), (_joiner, SiloStatus.Active)));
        a.See(View(3, (_a, SiloStatus.Active), (_b, SiloStatus.Dead), (_joiner, SiloStatus.Dead)));
        var ofB = Grains().First(grain => _b.Equals(Ring(_a, _b, _joiner).OwnerOf(grain))
            && _a.Equals(Ring(_a, _joiner).OwnerOf(grain)));
        var ofJoiner = Grains().First(grain => _joiner.Equals(Ring(_a, _b, _joiner).OwnerOf(grain)));

        a.NoteLeasesOver(2);

        Assert.True(MayServe(a, ofB));
        Assert.False(MayServe(a, ofJoiner));
    }

    [Fact]
    public void Simulation_OfManySeeds_NeverServesAGrainTwice()
    {
        var (served, skipped) = (0, 0);
        for (var seed = 1; seed <= 150; seed++)
        {
            var simulation = new RangeHistorySimulation(seed);
            simulation.Run(4_000);
            served += simulation.Served;
            skipped += simulation.Skipped;
        }

        // A simulation in which nothing happens proves nothing.
        Assert.True(served > 5_000, $"{served} served");
        Assert.True(skipped > 2_000, $"{skipped} skipped");
    }

    private RangeHistory History(SiloAddress silo) => new(silo, Lease, _time);

    private static bool MayServe(RangeHistory history, GrainId grain) => history.Judge(out _).MayServe(grain);

    private static ReleaseNotice Released(long version) => new(version, []);

    private static GrainId GainedBy(SiloAddress silo, ClusterView view) =>
        Grains().First(grain => silo.Equals(new HashRing(view.ActiveSilos).OwnerOf(grain)));

    private static HashRing Ring(params SiloAddress[] silos) => new([.. silos.Order()]);

    private static SiloAddress Silo(int port) => SiloAddress.New(IPAddress.Loopback, port, 1);

    private static IEnumerable<GrainId> Grains() => Enumerable.Range(0, 10_000)
        .Select(number => GrainId.Create("moved", number.ToString(CultureInfo.InvariantCulture)));

    private ClusterView View(int version, params (SiloAddress Silo, SiloStatus Status)[] rows) => new(new MembershipTableData(
        [.. rows.Select(row => Tuple.Create(
            new MembershipEntry
            {
                SiloAddress = row.Silo,
                Status = row.Status,
                SiloName = "silo",
                IAmAliveTime = _time.GetUtcNow().UtcDateTime,
            },
            "tag"))],
        new TableVersion(version, "tag")));
}
