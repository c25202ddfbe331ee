using Nola.Runtime.Membership;
using Nola.Runtime.Tests.Membership;
using Orleans.Runtime;
using static Nola.Runtime.Tests.Membership.MemberFixture;

namespace Nola.Runtime.Tests.Placement;

public sealed class RangeHandoverTests : IAsyncLifetime
{
    private static readonly GrainType Type = GrainType.Create("moved");

    private readonly MemberFixture _fixture = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _fixture.DisposeAsync();

    [Fact]
    public async Task Death_OfTheOwner_IsServedOnlyWhenItsLeaseIsOver()
    {
        var survivor = await _fixture.StartAsync(1);
        var victim = await _fixture.StartAsync(2);
        var grain = GrainOf(victim);
        Assert.False(survivor.Handover.Ownership.Owns(grain));

        await victim.CrashAsync();
        await Eventually(() => survivor.Handover.Ownership.Owns(grain));

        Assert.False(survivor.Handover.Ownership.MayServe(grain));
        survivor.Time.Advance(LeaseTime - TimeSpan.FromMilliseconds(1));
        Assert.False(survivor.Handover.Ownership.MayServe(grain));
        survivor.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(survivor.Handover.Ownership.MayServe(grain));
    }

    [Fact]
    public async Task Death_LearntOfLate_IsWaitedForNoLongerThanByTheOthers()
    {
        var early = await _fixture.StartAsync(1);
        var late = await _fixture.StartAsync(2);
        var victim = await _fixture.StartAsync(3);
        await victim.CrashAsync();
        await _fixture.Until(() => !early.Handover.Ownership.Ring.Contains(victim.Address)
            && !late.Handover.Ownership.Ring.Contains(victim.Address));
        Assert.False(late.Handover.Ownership.IsSettled);

        // The clock of the one that learnt of it late stands still from here on.
        await early.LiveUntilAsync(LeaseTime / 4, () => late.Handover.Ownership.IsSettled);
    }

    [Fact]
    public async Task Death_OfAnother_KeepsOwnGrainsServed()
    {
        var survivor = await _fixture.StartAsync(1);
        var victim = await _fixture.StartAsync(2);
        var own = GrainOf(survivor);

        await victim.CrashAsync();
        await Eventually(() => survivor.Agent.IsDead(victim.Address));

        Assert.True(survivor.Handover.Ownership.MayServe(own));
    }

    [Fact]
    public async Task Leave_InOrder_IsServedAtOnce()
    {
        var stays = await _fixture.StartAsync(1);
        var leaves = await _fixture.StartAsync(2);
        var grain = GrainOf(leaves);

        await leaves.Agent.BeginLeaveAsync(CancellationToken.None);
        await _fixture.SyncAsync();

        await Eventually(() => stays.Handover.Ownership.MayServe(grain));
        Assert.False(leaves.Handover.Ownership.MayServe(grain));
    }

    [Fact]
    public async Task Leave_WithABusyGrain_HoldsUpThatGrainAlone()
    {
        var stays = await _fixture.StartAsync(1);
        var leaves = await _fixture.StartAsync(2);
        var (busy, idle) = (GrainOf(leaves), GrainOf(leaves, skip: 1));
        var ended = new TaskCompletionSource();
        leaves.Busy.Add((busy, ended.Task));

        await leaves.Agent.BeginLeaveAsync(CancellationToken.None);
        await _fixture.SyncAsync();
        Assert.False(stays.Handover.Ownership.MayServe(idle));
        await Until(leaves, () => stays.Handover.Ownership.MayServe(idle));
        Assert.False(stays.Handover.Ownership.MayServe(busy));
        Assert.True(leaves.Handover.OwnReleased < leaves.Agent.View.Version);

        ended.SetResult();
        await Until(leaves, () => stays.Handover.Ownership.MayServe(busy));
    }

    [Fact]
    public async Task Join_NewOwner_ServesWhenTheOldOneHasReleased()
    {
        var first = await _fixture.StartAsync(1);
        var second = _fixture.Create(2);
        var gained = GrainOwnedBy(second, [first, second]);
        var ended = new TaskCompletionSource();
        first.Busy.Add((gained, ended.Task));

        await second.Agent.JoinAsync(CancellationToken.None);
        await second.Agent.BecomeActiveAsync(CancellationToken.None);
        await _fixture.SyncAsync();
        Assert.True(second.Handover.Ownership.Owns(gained));
        Assert.False(second.Handover.Ownership.MayServe(gained));
        Assert.False(first.Handover.Ownership.MayServe(gained));

        ended.SetResult();
        await Until(first, () => second.Handover.Ownership.MayServe(gained));
    }

    [Fact]
    public async Task Join_AfterADeath_WaitsForTheLeaseBeforeItIsActive()
    {
        var first = await _fixture.StartAsync(1);
        var victim = await _fixture.StartAsync(2);
        await victim.CrashAsync();
        await Eventually(() => first.Agent.IsDead(victim.Address));

        var newcomer = _fixture.Create(3);
        await newcomer.Agent.JoinAsync(CancellationToken.None);
        var waiting = newcomer.Handover.WaitForDeadLeasesAsync(CancellationToken.None);
        newcomer.Time.Advance(LeaseTime - TimeSpan.FromMilliseconds(1));
        Assert.False(waiting.IsCompleted);

        newcomer.Time.Advance(TimeSpan.FromMilliseconds(1));
        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Join_AfterADeathThatAnotherHasWaitedFor_IsToldThatTheLeaseIsOver()
    {
        var first = await _fixture.StartAsync(1);
        var victim = await _fixture.StartAsync(2);
        await victim.CrashAsync();
        await Eventually(() => !first.Handover.Ownership.Ring.Contains(victim.Address));
        first.Time.Advance(LeaseTime);
        await first.Agent.RefreshAsync();

        var newcomer = _fixture.Create(3);
        await newcomer.Agent.JoinAsync(CancellationToken.None);
        await newcomer.Handover.WaitForDeadLeasesAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));

        await newcomer.Agent.BecomeActiveAsync(CancellationToken.None);
        await _fixture.SyncAsync();
        await Eventually(() => newcomer.Handover.Ownership.IsSettled);
    }

    [Fact]
    public async Task Join_AfterADeathThatAnotherStillWaitsFor_IsToldWhenTheLeaseIsOver()
    {
        var first = await _fixture.StartAsync(1);
        var victim = await _fixture.StartAsync(2);
        await victim.CrashAsync();
        await Eventually(() => !first.Handover.Ownership.Ring.Contains(victim.Address));
        var newcomer = _fixture.Create(3);
        await newcomer.Agent.JoinAsync(CancellationToken.None);

        var waiting = newcomer.Handover.WaitForDeadLeasesAsync(CancellationToken.None);
        await Eventually(() => newcomer.Center.QuestionCount == 1);
        Assert.False(waiting.IsCompleted);
        first.Time.Advance(LeaseTime);
        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Join_AfterAnOrderlyLeave_WaitsForNobody()
    {
        await _fixture.StartAsync(1);
        var leaver = await _fixture.StartAsync(2);
        await leaver.Agent.BeginLeaveAsync(CancellationToken.None);
        await leaver.Agent.LeaveAsync(CancellationToken.None);
        await leaver.CrashAsync();

        var newcomer = _fixture.Create(3);
        await newcomer.Agent.JoinAsync(CancellationToken.None);

        Assert.True(newcomer.Handover.WaitForDeadLeasesAsync(CancellationToken.None).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Death_WhoseRowWasRemovedUnseen_IsADeathAllTheSame()
    {
        var survivor = await _fixture.StartAsync(1, configure: options => options.LivenessEnabled = false);
        var victim = await _fixture.StartAsync(2);
        var grain = GrainOf(victim);
        await victim.CrashAsync();

        // Declared dead and removed before the survivor reads the table again.
        var table = _fixture.Rows;
        var row = await table.ReadRow(victim.Address);
        row.Members[0].Item1.Status = SiloStatus.Dead;
        Assert.True(await table.UpdateRow(row.Members[0].Item1, row.Members[0].Item2, row.Version.Next()));
        await table.CleanupDefunctSiloEntries(DateTimeOffset.MaxValue);
        await survivor.Agent.RefreshAsync();

        Assert.True(survivor.Handover.Ownership.Owns(grain));
        Assert.False(survivor.Handover.Ownership.MayServe(grain));
        survivor.Time.Advance(LeaseTime);
        Assert.True(survivor.Handover.Ownership.MayServe(grain));
    }

    [Fact]
    public async Task Release_WhoseNoticeWasLost_IsLearntFromTheNextProbe()
    {
        var first = await _fixture.StartAsync(1);
        var second = _fixture.Create(2);
        var gained = GrainOwnedBy(second, [first, second]);
        second.Center.Answer(Nola.Runtime.Messaging.ControlOperation.RangesReleased, static (_, _) => new([]));

        await second.Agent.JoinAsync(CancellationToken.None);
        await second.Agent.BecomeActiveAsync(CancellationToken.None);
        await _fixture.SyncAsync();
        await Eventually(() => first.Handover.OwnReleased == first.Agent.View.Version);
        await _fixture.ProbeRoundAsync(first, second);

        await Eventually(() => second.Handover.Ownership.MayServe(gained));
    }

    // What a silo still holds is looked at again after some of its time.
    private static async Task Until(Member silo, Func<bool> condition)
    {
        await Eventually(() =>
        {
            silo.Time.Advance(TimeSpan.FromMilliseconds(1));
            return condition();
        });
    }

    private static GrainId GrainOf(Member owner, int skip = 0) => Grains()
        .Where(grain => owner.Handover.Ownership.Owns(grain)).Skip(skip).First();

    private static GrainId GrainOwnedBy(Member owner, Member[] silos)
    {
        var ring = new Nola.Runtime.Placement.HashRing([.. silos.Select(silo => silo.Address).Order()]);
        return Grains().First(grain => owner.Address.Equals(ring.OwnerOf(grain)));
    }

    private static IEnumerable<GrainId> Grains() =>
        Enumerable.Range(0, 10_000).Select(number => GrainId.Create(Type, $"{number}"));
}
