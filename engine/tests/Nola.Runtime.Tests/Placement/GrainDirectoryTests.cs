using Nola.Runtime.Messaging;
using Nola.Runtime.Placement;
using Nola.Runtime.Tests.Membership;
using Orleans.Runtime;
using static Nola.Runtime.Tests.Membership.MemberFixture;

namespace Nola.Runtime.Tests.Placement;

/// <summary>The directory of displaced grains among silos without activations; the clocks stand still.</summary>
public sealed class GrainDirectoryTests : IAsyncLifetime
{
    private static readonly GrainType Placed = GrainType.Create("placed");
    private static readonly GrainType OnRing = GrainType.Create("on-ring");

    private readonly MemberFixture _fixture = new();
    private int _lastActivation;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _fixture.DisposeAsync();

    [Fact]
    public async Task Route_GrainWithoutEntry_IsWhereTheDirectorSaysFromThenOn()
    {
        var (owner, host) = await StartTwoAsync();
        var grain = GrainOf(owner, Placed);
        owner.Placement.Choose = (_, _) => Task.FromResult(host.Address);

        Assert.Equal(host.Address, Route(owner, grain));
        owner.Placement.Choose = (_, _) => Task.FromResult(owner.Address);
        Assert.Equal(host.Address, Route(owner, grain));
        Assert.Equal(1, owner.Placement.AskedCount);
    }

    [Fact]
    public async Task Route_DirectorThatWaits_IsAskedOnceAndCallsWait()
    {
        var (owner, host) = await StartTwoAsync();
        var grain = GrainOf(owner, Placed);
        var decision = new TaskCompletionSource<SiloAddress>();
        owner.Placement.Choose = (_, _) => decision.Task;

        Assert.Null(Route(owner, grain));
        Assert.Null(Route(owner, grain));
        decision.SetResult(host.Address);

        await Eventually(() => host.Address.Equals(Route(owner, grain)));
        Assert.Equal(1, owner.Placement.AskedCount);
    }

    [Fact]
    public async Task Route_DirectorThatFails_FailsTheCall()
    {
        var (owner, _) = await StartTwoAsync();
        owner.Placement.Choose = (_, _) => throw new OrleansException("nowhere");

        Assert.Equal("nowhere", Assert.Throws<OrleansException>(() => Route(owner, GrainOf(owner, Placed))).Message);
    }

    [Fact]
    public async Task Route_DirectorThatNamesAStranger_FailsTheCall()
    {
        var (owner, host) = await StartTwoAsync();
        var stranger = SiloAddress.New(host.Address.Endpoint, host.Address.Generation + 1);
        owner.Placement.Choose = (_, _) => Task.FromResult(stranger);

        Assert.Throws<OrleansException>(() => Route(owner, GrainOf(owner, Placed)));
    }

    [Fact]
    public async Task Claim_OfTwoSilos_IsGrantedToOne()
    {
        var (owner, host) = await StartTwoAsync();
        var grain = GrainOf(owner, Placed);

        Assert.True(await ClaimAsync(host, grain, NewId()));
        Assert.False(await ClaimAsync(owner, grain, NewId()));
        Assert.True(host.Directory.Hosts(grain));
        Assert.Equal(host.Address, owner.Directory.Find(grain)!.Host);
    }

    [Fact]
    public async Task Claim_AfterTheHostLeft_IsGranted()
    {
        var (owner, host) = await StartTwoAsync();
        var grain = GrainOf(owner, Placed);
        var first = NewId();
        Assert.True(await ClaimAsync(host, grain, first));

        host.Directory.Leave(grain, first);

        await Eventually(() => owner.Directory.Find(grain) is null);
        Assert.False(host.Directory.Hosts(grain));
        Assert.True(await ClaimAsync(owner, grain, NewId()));
    }

    [Fact]
    public async Task Leave_OfAnEarlierActivation_KeepsTheEntry()
    {
        var (owner, host) = await StartTwoAsync();
        var grain = GrainOf(owner, Placed);
        var (first, second) = (NewId(), NewId());
        Assert.True(await ClaimAsync(host, grain, first));
        Assert.True(await ClaimAsync(host, grain, second));

        host.Directory.Leave(grain, first);

        Assert.True(host.Directory.Hosts(grain));
        Assert.Equal(second, owner.Directory.Find(grain)!.Activation);
    }

    [Fact]
    public async Task Claim_ReplacingTheRegisteredActivation_SwapsTheEntryOnce()
    {
        var (owner, host) = await StartTwoAsync();
        var grain = GrainOf(owner, Placed);
        var (left, arrived) = (NewId(), NewId());
        Assert.True(await ClaimAsync(host, grain, left));

        Assert.True(await ClaimAsync(owner, grain, arrived, replaced: left));
        Assert.False(await ClaimAsync(host, grain, NewId(), replaced: left));
        Assert.Equal(new DirectoryEntry(owner.Address, arrived), owner.Directory.Find(grain));
    }

    [Fact]
    public async Task Claim_ReplacingWhatHasEnded_IsRefused()
    {
        var (owner, host) = await StartTwoAsync();

        Assert.False(await ClaimAsync(host, GrainOf(owner, Placed), NewId(), replaced: NewId()));
    }

    [Fact]
    public async Task Claim_OfAGrainThatFollowsTheRing_IsGrantedToItsOwnerAlone()
    {
        var (owner, host) = await StartTwoAsync();
        var grain = GrainOf(owner, OnRing);

        Assert.False(await ClaimAsync(host, grain, NewId()));
        Assert.True(await ClaimAsync(owner, grain, NewId()));
    }

    [Fact]
    public async Task Join_OfASiloThatGainsRanges_LearnsWhatOthersHost()
    {
        var (owner, host) = await StartTwoAsync();
        var grains = GrainsOf(owner, Placed, 50);
        foreach (var grain in grains) Assert.True(await ClaimAsync(host, grain, NewId()));

        var joined = await _fixture.StartAsync(3);
        await _fixture.Until(() => joined.Directory.IsComplete);

        var gained = grains.Where(joined.Handover.Ownership.Owns).ToList();
        Assert.NotEmpty(gained);
        Assert.All(gained, grain => Assert.Equal(host.Address, Route(joined, grain)));
        Assert.All(gained, grain => Assert.Null(owner.Directory.Find(grain)));
        Assert.False(await ClaimAsync(joined, gained[0], NewId()));
        Assert.True(host.Directory.Hosts(gained[0]));
    }

    [Fact]
    public async Task Death_OfTheOwner_RecoversItsEntriesFromTheHosts()
    {
        var (owner, host) = await StartTwoAsync();
        var heir = await _fixture.StartAsync(3);
        await _fixture.Until(() => heir.Directory.IsComplete && owner.Directory.IsComplete && host.Directory.IsComplete);
        var grains = GrainsOf(owner, Placed, 50);
        foreach (var grain in grains) Assert.True(await ClaimAsync(host, grain, NewId()));

        await owner.CrashAsync();
        await _fixture.Until(() =>
            !heir.Handover.Ownership.Ring.Contains(owner.Address) && !host.Handover.Ownership.Ring.Contains(owner.Address));
        await _fixture.SyncAsync();

        // What the dead silo may have hosted itself waits for its lease.
        var unknown = GrainsOf(owner.Address, heir, Placed);
        Assert.Null(Route(heir, unknown));
        var inherited = grains.Where(heir.Handover.Ownership.Owns).ToList();
        Assert.NotEmpty(inherited);
        await _fixture.Until(() => inherited.TrueForAll(grain => heir.Directory.Find(grain) is not null));
        Assert.All(inherited, grain => Assert.Equal(host.Address, Route(heir, grain)));
        heir.Time.Advance(LeaseTime);
        await _fixture.Until(() => Route(heir, unknown) is not null);
    }

    [Fact]
    public async Task Death_OfTheHost_IsPlacedAnewOnlyWhenItsLeaseIsOver()
    {
        var (owner, host) = await StartTwoAsync();
        var grain = GrainOf(owner, Placed);
        Assert.True(await ClaimAsync(host, grain, NewId()));

        await host.CrashAsync();
        await Eventually(() => !owner.Handover.Ownership.Ring.Contains(host.Address));

        Assert.Null(Route(owner, grain));
        owner.Time.Advance(LeaseTime - TimeSpan.FromMilliseconds(1));
        Assert.Null(Route(owner, grain));
        owner.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(owner.Address, Route(owner, grain));
    }

    [Fact]
    public async Task Claim_GrantedInAnEarlierView_IsAskedForAgain()
    {
        var (owner, host) = await StartTwoAsync();
        var grain = GrainOf(owner, Placed);
        var answer = new TaskCompletionSource();
        var asked = 0;
        owner.Center.Answer(ControlOperation.RegisterGrain, async (_, _) =>
        {
            asked++;
            await answer.Task;
            return [(byte)RegisterOutcome.Granted];
        });
        var claim = ClaimAsync(host, grain, NewId());
        await Eventually(() => asked == 1);

        await host.Agent.BeginLeaveAsync(CancellationToken.None);
        answer.SetResult();

        // A silo that leaves must not get anything new: others may have been told what it holds.
        Assert.False(await claim);
        Assert.False(host.Directory.Hosts(grain));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Join_WhileAGrainMoves_BelievesTheSiloThatTookIt(bool targetIsFirst)
    {
        var (owner, host) = await StartTwoAsync();
        var (source, target) = targetIsFirst ? (host, owner) : (owner, host);
        var grains = GrainsOf(owner, Placed, 50);
        var moves = grains.ToDictionary(grain => grain, _ => (Left: NewId(), Arrived: NewId()));
        foreach (var (grain, (left, arrived)) in moves)
        {
            Assert.True(await ClaimAsync(source, grain, left));
            source.Directory.BeginLeaving(grain, left);
            Assert.True(await ClaimAsync(target, grain, arrived, replaced: left));
        }

        // The source has not heard yet that the grains are taken.
        var joined = await _fixture.StartAsync(3);
        await _fixture.Until(() => joined.Directory.IsComplete);
        foreach (var (grain, (left, _)) in moves) source.Directory.Leave(grain, left);

        var gained = grains.Where(joined.Handover.Ownership.Owns).ToList();
        Assert.NotEmpty(gained);
        Assert.All(gained, grain =>
            Assert.Equal(new DirectoryEntry(target.Address, moves[grain].Arrived), joined.Directory.Find(grain)));
    }

    [Fact]
    public async Task RingGrains_BeforeAnyMoved_NeedNoDirectory()
    {
        var (first, second) = await StartTwoAsync();

        Assert.True(first.Directory.RingGrainsAreFixed);
        Assert.True(second.Directory.RingGrainsAreFixed);
    }

    [Fact]
    public async Task AnnounceMoves_IsKnownToAllAndToThoseWhoJoinLater()
    {
        var (first, second) = await StartTwoAsync();

        Assert.True(await first.Directory.AnnounceMovesAsync(CancellationToken.None));
        Assert.False(second.Directory.RingGrainsAreFixed);

        var third = await _fixture.StartAsync(3);
        await _fixture.Until(() => third.Directory.IsComplete);
        Assert.False(third.Directory.RingGrainsAreFixed);
    }

    [Fact]
    public async Task Death_OfTheOwnerOfAMovedRingGrain_LeavesItWithItsHost()
    {
        var (owner, host) = await StartTwoAsync();
        var heir = await _fixture.StartAsync(3);
        await _fixture.Until(() => heir.Directory.IsComplete && owner.Directory.IsComplete && host.Directory.IsComplete);
        Assert.True(await owner.Directory.AnnounceMovesAsync(CancellationToken.None));
        var grains = GrainsOf(owner, OnRing, 30);
        foreach (var grain in grains)
        {
            var left = NewId();
            Assert.True(await ClaimAsync(owner, grain, left));
            Assert.True(await ClaimAsync(host, grain, NewId(), replaced: left));
            owner.Directory.Leave(grain, left);
        }

        await owner.CrashAsync();
        await _fixture.Until(() =>
            !heir.Handover.Ownership.Ring.Contains(owner.Address) && !host.Handover.Ownership.Ring.Contains(owner.Address));
        await _fixture.SyncAsync();
        heir.Time.Advance(LeaseTime);

        var inherited = grains.Where(heir.Handover.Ownership.Owns).ToList();
        Assert.NotEmpty(inherited);
        await _fixture.Until(() => inherited.TrueForAll(grain => heir.Directory.Find(grain) is not null));
        Assert.All(inherited, grain => Assert.Equal(host.Address, Route(heir, grain)));
        Assert.All(inherited, grain => Assert.False(heir.Directory.IsLocal(grain, RingPlacement.Instance)));
    }

    [Fact]
    public async Task Join_AnswerOlderThanTheEndOfAMovedRingGrain_BringsNoEntryBack()
    {
        var (owner, host) = await StartTwoAsync();
        Assert.True(await owner.Directory.AnnounceMovesAsync(CancellationToken.None));
        var hosted = new Dictionary<GrainId, HostedGrain>();
        foreach (var grain in GrainsOf(owner, OnRing, 30))
        {
            var (left, arrived) = (NewId(), NewId());
            Assert.True(await ClaimAsync(owner, grain, left));
            Assert.True(await ClaimAsync(host, grain, arrived, replaced: left));
            owner.Directory.Leave(grain, left);
            hosted.Add(grain, new HostedGrain(arrived, IsLeaving: false));
        }

        // What the host answers was true when it was asked.
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        host.Center.Answer(ControlOperation.HostedGrains, async (_, _) =>
        {
            asked.TrySetResult();
            await answer.Task;
            return DirectoryMessages.WriteHosted(RingGrains.Moved, hosted);
        });
        await _fixture.StartAsync(3);
        await _fixture.Until(() => asked.Task.IsCompleted && owner.Handover.Ownership.Ring.Silos.Length == 3);
        foreach (var (grain, (activation, _)) in hosted) host.Directory.Leave(grain, activation);
        var kept = hosted.Keys.Where(owner.Handover.Ownership.Owns).ToList();
        Assert.NotEmpty(kept);
        await _fixture.Until(() => kept.TrueForAll(grain => owner.Directory.Find(grain) is null));
        Assert.All(kept, grain => Assert.True(owner.Directory.IsLocal(grain, RingPlacement.Instance)));
        answer.SetResult();
        await _fixture.Until(() => owner.Directory.IsComplete);

        Assert.All(kept, grain => Assert.Null(owner.Directory.Find(grain)));
        Assert.All(kept, grain => Assert.True(owner.Directory.IsLocal(grain, RingPlacement.Instance)));
    }

    private static SiloAddress? Route(Member silo, GrainId grain) => silo.Directory.Route(
        new MessageHeader { Kind = MessageKind.Request, TargetGrain = grain, TypeArguments = [] },
        silo.Placement.PlacementOf(grain.Type),
        silo.Handover.Ownership);

    private static Task<bool> ClaimAsync(Member silo, GrainId grain, ActivationId activation, ActivationId replaced = default) =>
        silo.Directory.ClaimAsync(grain, activation, replaced, CancellationToken.None);

    private static GrainId GrainOf(Member owner, GrainType type) => GrainsOf(owner, type, 1)[0];

    private static List<GrainId> GrainsOf(Member owner, GrainType type, int count) =>
        [.. Keys(type).Where(owner.Handover.Ownership.Owns).Take(count)];

    // One that the first silo owned, before it died, and the second owns now.
    private static GrainId GrainsOf(SiloAddress dead, Member heir, GrainType type)
    {
        var before = new HashRing([.. heir.Handover.Ownership.Ring.Silos.Add(dead).Order()]);
        return Keys(type).Skip(1000)
            .First(grain => dead.Equals(before.OwnerOf(grain)) && heir.Handover.Ownership.Owns(grain));
    }

    private static IEnumerable<GrainId> Keys(GrainType type) =>
        Enumerable.Range(0, int.MaxValue).Select(key => GrainId.Create(type, IdSpan.Create($"k{key}")));

    private ActivationId NewId() => new(new Guid(++_lastActivation, 0, 0, new byte[8]));

    private async Task<(Member First, Member Second)> StartTwoAsync()
    {
        var first = await _fixture.StartAsync(1);
        var second = await _fixture.StartAsync(2);
        await _fixture.Until(() => first.Directory.IsComplete && second.Directory.IsComplete);
        return (first, second);
    }
}
