using Nola.Runtime.Membership;
using Orleans.Configuration;
using Orleans.Runtime;
using static Nola.Runtime.Tests.Membership.MemberFixture;

namespace Nola.Runtime.Tests.Membership;

public sealed class MembershipAgentTests : IAsyncLifetime
{
    private static readonly TimeSpan Renewal = LeaseTime / 4;

    private readonly MemberFixture _fixture = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _fixture.DisposeAsync();

    [Fact]
    public async Task Join_ThreeSilos_AreActiveInTheViewOfEach()
    {
        var silos = await StartAsync(3);

        Assert.All(silos, silo => Assert.Equal(
            silos.Select(other => other.Address).Order(), silo.Agent.View.ActiveSilos.AsEnumerable()));
        Assert.All(silos, silo => Assert.True(silo.Agent.MayServe));
    }

    [Fact]
    public async Task Crash_RefusedReconnect_IsDeathByTwoVotes()
    {
        var silos = await StartAsync(3);

        await silos[2].CrashAsync();

        await _fixture.Until(() => silos[0].Agent.IsDead(silos[2].Address) && silos[1].Agent.IsDead(silos[2].Address));
        Assert.Equal(2, Votes(silos[2]));
    }

    [Fact]
    public async Task Unreachable_ButNotRefused_IsNoVote()
    {
        var silos = await StartAsync(3);

        ((Nola.Runtime.Messaging.ISiloLiveness)silos[0].Agent).OnUnreachable(silos[2].Address, isSilent: true);
        await _fixture.SyncAsync();

        Assert.Equal(0, Votes(silos[2]));
    }

    [Fact]
    public async Task Crash_OneVoterOfThree_IsNoDeath()
    {
        var voter = await _fixture.StartAsync(1);
        var bystander = await _fixture.StartAsync(2, configure: options => options.LivenessEnabled = false);
        var victim = await _fixture.StartAsync(3);

        await victim.CrashAsync();

        await _fixture.Until(() => Votes(victim) == 1);
        await _fixture.SyncAsync();
        Assert.Equal(SiloStatus.Active, await _fixture.StatusOf(victim));
        Assert.False(bystander.Agent.IsDead(victim.Address));
        Assert.True(voter.Agent.MayServe);
    }

    [Fact]
    public async Task Vote_OfASiloThatIsNotActive_DoesNotCount()
    {
        await _fixture.StartAsync(1);
        await _fixture.StartAsync(2, configure: options => options.LivenessEnabled = false);
        var victim = await _fixture.StartAsync(3);
        var table = await _fixture.Rows.ReadRow(victim.Address);
        var (entry, etag) = table.Members[0];
        entry.AddSuspector(SiloAddress.New(System.Net.IPAddress.Loopback, 9, 9), victim.Time.GetUtcNow().UtcDateTime);
        Assert.True(await _fixture.Rows.UpdateRow(entry, etag, table.Version.Next()));

        await victim.CrashAsync();

        // The only silo that votes drops the vote that no longer counts.
        await _fixture.Until(() => VotersFor(victim) is [var only] && only.Endpoint.Port == 1);
        Assert.Equal(SiloStatus.Active, await _fixture.StatusOf(victim));
    }

    [Fact]
    public async Task Silence_OfAPausedSilo_IsDeathAfterTheMissedProbes()
    {
        var silos = await StartAsync(3);
        await _fixture.ProbeRoundAsync(silos);
        silos[2].IgnoreProbesOf(silos[0], silos[1]);

        // Probes go out with the first round; the third of them is overdue with the fourth.
        for (var round = 1; round <= 3; round++)
        {
            await _fixture.ProbeRoundAsync(silos[0], silos[1]);
            await Eventually(() => silos[2].Unanswered.Values.Sum() >= 2 * round);
            Assert.Equal(SiloStatus.Active, await _fixture.StatusOf(silos[2]));
        }

        // What the third silo is asked may take some rounds more.
        while (!silos[0].Agent.IsDead(silos[2].Address)) await _fixture.ProbeRoundAsync(silos[0], silos[1]);
        await _fixture.Until(() => silos[1].Agent.IsDead(silos[2].Address));
    }

    [Fact]
    public async Task Silence_HeardByAThirdSilo_IsNoDeath()
    {
        var silos = await StartAsync(3);
        await _fixture.ProbeRoundAsync(silos);
        silos[2].IgnoreProbesOf(silos[0]);

        for (var round = 1; round <= 6; round++)
        {
            silos[0].Time.Advance(Probe);
            await Eventually(() => silos[2].Unanswered.GetValueOrDefault(silos[0].Address) >= round);

            // All that is left open is the probe that gets no answer.
            await Eventually(() => silos[0].Center.QuestionCount <= 1 && silos[1].Center.QuestionCount == 0);
            await silos[0].Agent.RefreshAsync();
        }

        Assert.Equal(SiloStatus.Active, await _fixture.StatusOf(silos[2]));
        Assert.Equal(0, Votes(silos[2]));
    }

    [Fact]
    public async Task Probes_OfASiloThatCannotRenewItsLease_AreDeathThoughItAnswers()
    {
        var silos = await StartAsync(3);
        await _fixture.ProbeRoundAsync(silos);
        var cutOff = silos[2];

        // Its clock goes on while the table is out of its reach; it answers, and nothing else ails it.
        cutOff.Table.IsDown = true;
        cutOff.Time.Advance(LeaseTime);
        Assert.False(cutOff.Agent.MayServe);
        while (!silos[0].Agent.IsDead(cutOff.Address)) await _fixture.ProbeRoundAsync(silos[0], silos[1]);

        await _fixture.Until(() => silos[1].Agent.IsDead(cutOff.Address));
    }

    [Fact]
    public async Task Wake_AfterALongPause_IsWithoutLeaseBeforeAnythingElse()
    {
        var silos = await StartAsync(3);
        var paused = silos[2];
        Assert.True(await silos[0].Agent.KillAsync(paused.Address));

        // The table is out of its reach: not even a read tells it what happened.
        _fixture.Table.IsDown = true;
        paused.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.False(paused.Agent.MayServe);

        _fixture.Table.IsDown = false;
        await paused.Agent.RefreshAsync();
        await paused.Agent.Evicted.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(paused.Agent.MayServe);
        Assert.Equal(SiloStatus.Dead, paused.Agent.LocalStatus);
    }

    [Fact]
    public async Task Renewal_ByTheClock_KeepsTheLease()
    {
        var silo = await _fixture.StartAsync(1);

        for (var i = 0; i < 12; i++)
        {
            var before = _fixture.Table.Reads;
            silo.Time.Advance(Renewal);
            await Eventually(() => _fixture.Table.Reads > before);
            await silo.Agent.RefreshAsync();
            Assert.True(silo.Agent.MayServe);
        }
    }

    [Fact]
    public async Task TableOutage_ServesUntilTheLeaseEnds_AndAgainAfterIt()
    {
        var silo = await _fixture.StartAsync(1);
        await silo.Agent.RefreshAsync();
        _fixture.Table.IsDown = true;

        silo.Time.Advance(LeaseTime - TimeSpan.FromMilliseconds(1));
        Assert.True(silo.Agent.MayServe);
        silo.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(silo.Agent.MayServe);

        _fixture.Table.IsDown = false;
        await silo.Agent.RefreshAsync();
        Assert.True(silo.Agent.MayServe);
        Assert.Equal(SiloStatus.Active, silo.Agent.LocalStatus);
    }

    [Fact]
    public async Task TableOutage_Crash_IsNoDeathUntilTheTableIsBack()
    {
        var silos = await StartAsync(3);
        var writes = _fixture.Table.Reads;
        _fixture.Table.IsDown = true;
        await silos[2].CrashAsync();

        // Both find the endpoint closed, and neither can say so.
        await Eventually(() => _fixture.Table.Reads >= writes + 2);
        Assert.False(silos[0].Agent.IsDead(silos[2].Address));
        Assert.Equal(SiloStatus.Active, await _fixture.StatusOf(silos[2]));

        _fixture.Table.IsDown = false;
        for (var round = 0; round < 6; round++) await _fixture.ProbeRoundAsync(silos[0], silos[1]);
        await _fixture.Until(() => silos[0].Agent.IsDead(silos[2].Address));
    }

    [Fact]
    public async Task TableOutage_Join_IsRefused()
    {
        await _fixture.StartAsync(1);
        _fixture.Table.IsDown = true;
        var newcomer = _fixture.Create(2);

        await Assert.ThrowsAsync<TimeoutException>(() => newcomer.Agent.JoinAsync(CancellationToken.None));

        Assert.Equal(SiloStatus.None, await _fixture.StatusOf(newcomer));
    }

    [Fact]
    public async Task Join_OnTheEndpointOfAPredecessor_EvictsIt()
    {
        var other = await _fixture.StartAsync(1, configure: options => options.LivenessEnabled = false);
        var predecessor = await _fixture.StartAsync(2);
        await predecessor.Center.DisposeAsync();

        // The other silo still looks for the predecessor at the endpoint: a question lost with that connection is asked again
        // after some time.
        var starting = _fixture.StartAsync(2, generation: 2);
        await _fixture.Until(() => starting.IsCompleted);
        var successor = await starting;

        Assert.Equal(SiloStatus.Dead, await _fixture.StatusOf(predecessor));
        Assert.True(other.Agent.IsDead(predecessor.Address));
        Assert.Contains(successor.Address, other.Agent.View.ActiveSilos);
        await predecessor.Agent.RefreshAsync();
        await predecessor.Agent.Evicted.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(predecessor.Agent.MayServe);
    }

    [Fact]
    public async Task Join_WithAnAddressThatWasThereBefore_IsRefusedAtOnce()
    {
        await _fixture.StartAsync(1);
        var earlier = await _fixture.StartAsync(2);
        await earlier.CrashAsync();

        // A process that was killed and started again within a second has the same generation.
        var again = _fixture.Create(2);
        await Assert.ThrowsAsync<OrleansException>(() => again.Agent.JoinAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Join_ActiveSiloWithoutSignsOfLife_IsNotWaitedFor()
    {
        var gone = await _fixture.StartAsync(1);
        await gone.CrashAsync();
        var successor = _fixture.Create(2);
        successor.Time.Advance(TimeSpan.FromSeconds(91));

        await successor.Agent.JoinAsync(CancellationToken.None);
        await successor.Agent.BecomeActiveAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));

        // Both rows are active, and one vote is enough for two.
        successor.Center.Connect(gone.Address);
        await _fixture.Until(() => successor.Agent.IsDead(gone.Address));
    }

    [Fact]
    public async Task View_WhichAPartOfTheSiloFailsAt_ReachesTheOthers()
    {
        var silo = _fixture.Create(1);
        var seen = 0L;
        silo.Agent.ViewChanged += _ => throw new InvalidOperationException("boom");
        silo.Agent.ViewChanged += view => seen = view.Version;

        await silo.Agent.JoinAsync(CancellationToken.None);
        await silo.Agent.BecomeActiveAsync(CancellationToken.None);

        Assert.Equal(silo.Agent.View.Version, seen);
    }

    [Fact]
    public async Task Read_ThatNeverEnds_IsGivenUpForTheNext()
    {
        var silo = await _fixture.StartAsync(1);
        silo.Table.IsStuck = true;
        var stuck = silo.Agent.RefreshAsync();
        await Eventually(() => silo.Table.StuckReads == 1);
        var waiting = silo.Agent.RefreshAsync();
        silo.Table.IsStuck = false;
        await Eventually(() =>
        {
            silo.Time.Advance(TimeSpan.FromSeconds(1));
            return stuck.IsCompleted;
        });

        await Assert.ThrowsAsync<TimeoutException>(() => stuck);
        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(silo.Agent.MayServe);
    }

    [Fact]
    public async Task Leave_ReadByItselfBeforeItIsOver_IsNoEviction()
    {
        var silo = await _fixture.StartAsync(1);
        silo.Table.Written = silo.Agent.RefreshAsync;

        await silo.Agent.LeaveAsync(CancellationToken.None);

        Assert.False(silo.Agent.Evicted.IsCompleted);
        Assert.False(silo.Agent.MayServe);
    }

    [Fact]
    public async Task Leave_InOrder_IsShuttingDownFirstAndThenDeadWithoutALease()
    {
        var silos = await StartAsync(2);

        await silos[1].Agent.BeginLeaveAsync(CancellationToken.None);
        Assert.Equal(SiloStatus.ShuttingDown, await _fixture.StatusOf(silos[1]));
        Assert.True(silos[1].Agent.MayServe);

        await silos[1].Agent.LeaveAsync(CancellationToken.None);
        Assert.Equal(SiloStatus.Dead, await _fixture.StatusOf(silos[1]));
        Assert.False(silos[1].Agent.MayServe);
        Assert.False(silos[1].Agent.Evicted.IsCompleted);
        var row = (await _fixture.Rows.ReadRow(silos[1].Address)).Members[0].Item1;
        Assert.Equal(silos[1].Time.GetUtcNow().UtcDateTime - MembershipAgent.RecentTime, row.IAmAliveTime);
    }

    [Fact]
    public async Task CleanUp_ByThePeriod_IsTheFirstActiveSilosWork()
    {
        static void Often(ClusterMembershipOptions options) =>
            options.DefunctSiloCleanupPeriod = TimeSpan.FromMinutes(10);
        var first = await _fixture.StartAsync(1, configure: Often);
        var second = await _fixture.StartAsync(2, configure: Often);
        var leaver = await _fixture.StartAsync(3);
        await leaver.Agent.BeginLeaveAsync(CancellationToken.None);
        await leaver.Agent.LeaveAsync(CancellationToken.None);
        await leaver.CrashAsync();
        await _fixture.SyncAsync();

        second.Time.Advance(TimeSpan.FromMinutes(10));
        first.Time.Advance(TimeSpan.FromMinutes(10));

        await Eventually(() => !_fixture.Table.CleanUps.IsEmpty);
        var limit = Assert.Single(_fixture.Table.CleanUps);
        Assert.Equal(first.Time.GetUtcNow() - TimeSpan.FromDays(7), limit);
        Assert.Equal(SiloStatus.Dead, await _fixture.StatusOf(leaver));
    }

    private int Votes(Member silo) => VotersFor(silo).Count;

    // The table in memory answers at once.
    private List<SiloAddress> VotersFor(Member silo) => _fixture.Rows.ReadRow(silo.Address) is
    { IsCompletedSuccessfully: true } read
        ? [.. (read.Result.Members[0].Item1.SuspectTimes ?? []).Select(vote => vote.Item1)]
        : [];

    private async Task<Member[]> StartAsync(int count)
    {
        var silos = new Member[count];
        for (var i = 0; i < count; i++) silos[i] = await _fixture.StartAsync(i + 1);
        return silos;
    }
}
