using Orleans.Runtime;
using static Nola.Runtime.Tests.Membership.MemberFixture;

namespace Nola.Runtime.Tests.Membership;

/// <summary>A silo that joins and reaches no active silo.</summary>
public sealed class ChallengeTests : IAsyncLifetime
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly MemberFixture _fixture = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _fixture.DisposeAsync();

    [Fact]
    public async Task TheOnlyActiveSilo_Gone_IsDeadAndReplacedWhenItsLeaseIsOver()
    {
        var (gone, newcomer) = await StartAsync();
        await gone.CrashAsync();
        var began = newcomer.Time.GetUtcNow();

        var starting = newcomer.BecomeActiveAsync();
        await Eventually(() => IsChallenged(gone, newcomer));
        newcomer.Time.Advance(LeaseTime - Step);
        await newcomer.Agent.RefreshAsync();
        Assert.Equal(SiloStatus.Active, await _fixture.StatusOf(gone));

        // It waits for that lease once: before it says that the silo is dead, and not again afterwards.
        await Eventually(() =>
        {
            if (newcomer.Time.GetUtcNow() - began < LeaseTime * 1.5) newcomer.Time.Advance(Step);
            return starting.IsCompleted;
        });
        await starting;
        Assert.Equal(SiloStatus.Dead, await _fixture.StatusOf(gone));
        Assert.True(newcomer.Handover.Ownership.IsSettled);
        Assert.True(newcomer.Handover.Ownership.MayServe(GrainId.Create("any", "grain")));
    }

    [Fact]
    public async Task TheOnlyActiveSilo_LostWhileItIsAsked_IsChallengedWithoutWaitingForTheProbe()
    {
        var (gone, newcomer) = await StartAsync();
        gone.IgnoreProbesOf(newcomer);
        var starting = newcomer.Agent.ReachOthersAsync(CancellationToken.None);
        await Eventually(() => gone.Unanswered.GetValueOrDefault(newcomer.Address) == 1);

        await gone.CrashAsync();

        await Eventually(() => IsChallenged(gone, newcomer));
        Assert.False(starting.IsCompleted);
    }

    [Fact]
    public async Task TheOnlyActiveSilo_Silent_IsChallengedAfterTheMissedProbes()
    {
        var (silent, newcomer) = await StartAsync();
        silent.IgnoreProbesOf(newcomer);
        var (began, challenged) = (newcomer.Time.GetUtcNow(), default(DateTimeOffset));
        _fixture.Rows.Writing += row =>
        {
            if (IsVoteOf(newcomer, row)) challenged = newcomer.Time.GetUtcNow();
        };

        _ = newcomer.Agent.ReachOthersAsync(CancellationToken.None);
        await newcomer.LiveUntilAsync(Step, () => challenged != default);

        Assert.True(challenged - began >= 3 * Probe);
    }

    // It may read the challenge as soon as that is there, and only who watches the table sees it.
    [Fact]
    public async Task Challenge_OfASiloThatIsWell_IsRefutedAndNoDeath()
    {
        var (well, newcomer) = await StartAsync();
        well.IgnoreProbesOf(newcomer);
        var (challenges, deaths) = (0, 0);
        _fixture.Rows.Writing += row =>
        {
            if (!row.SiloAddress.Equals(well.Address)) return;

            if (row.Status == SiloStatus.Dead) deaths++;
            else if (IsVoteOf(newcomer, row)) challenges++;
        };

        var starting = newcomer.Agent.ReachOthersAsync(CancellationToken.None);
        for (var round = 1; round <= 2; round++)
        {
            await newcomer.LiveUntilAsync(Step, () => challenges == round);
            await well.Agent.RefreshAsync();
            await Eventually(() => !IsChallenged(well, newcomer));
            await Eventually(() => well.Agent.MayServe);
        }

        Assert.Equal(0, deaths);
        Assert.False(starting.IsCompleted);
    }

    [Fact]
    public async Task Challenge_ThatCannotBeRefuted_EndsTheLease()
    {
        var (well, newcomer) = await StartAsync();
        await well.Agent.RefreshAsync();
        well.Table.IsReadOnly = true;
        var table = await _fixture.Rows.ReadRow(well.Address);
        var (entry, etag) = table.Members[0];
        entry.AddSuspector(newcomer.Address, newcomer.Time.GetUtcNow().UtcDateTime);
        Assert.True(await _fixture.Rows.UpdateRow(entry, etag, table.Version.Next()));

        well.Time.Advance(LeaseTime / 2);
        await well.Agent.RefreshAsync();
        Assert.True(well.Agent.MayServe);
        well.Time.Advance(LeaseTime / 2);
        Assert.False(well.Agent.MayServe);

        well.Table.IsReadOnly = false;
        await well.LiveUntilAsync(Step, () => well.Agent.MayServe);
        Assert.False(IsChallenged(well, newcomer));
    }

    [Fact]
    public async Task ActiveSilo_Gone_IsLeftToAnotherThatAnswers()
    {
        var other = await _fixture.StartAsync(3, configure: options => options.LivenessEnabled = false);
        var (gone, newcomer) = await StartAsync();
        await gone.CrashAsync();

        var starting = newcomer.Agent.ReachOthersAsync(CancellationToken.None);
        for (var round = 1; round <= 6; round++)
        {
            var asked = other.Heard.GetValueOrDefault(newcomer.Address);
            await newcomer.LiveUntilAsync(Step, () => other.Heard.GetValueOrDefault(newcomer.Address) > asked);
        }

        Assert.False(IsChallenged(gone, newcomer));
        Assert.False(starting.IsCompleted);
        Assert.True(await other.Agent.KillAsync(gone.Address));
        await newcomer.LiveUntilAsync(Step, () => starting.IsCompleted);
        await starting;
    }

    private bool IsChallenged(Member silo, Member by) => _fixture.Rows.ReadRow(silo.Address) is
    { IsCompletedSuccessfully: true } read
        && IsVoteOf(by, read.Result.Members[0].Item1);

    private static bool IsVoteOf(Member voter, MembershipEntry row) =>
        row.SuspectTimes?.Any(vote => vote.Item1.Equals(voter.Address)) == true;

    private async Task<(Member Active, Member Joining)> StartAsync()
    {
        var active = await _fixture.StartAsync(1);
        var joining = _fixture.Create(2);
        await joining.Agent.JoinAsync(CancellationToken.None);
        await _fixture.SyncAsync();
        return (active, joining);
    }
}
