using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NSubstitute;
using Orleans.Runtime;

namespace ShopActors.Storage.Tests.Grains;

/// <summary>Group commit, output gate and failure of journaled grains.</summary>
public sealed class JournalGrainTests
{
    private static readonly GrainId Id = GrainId.Create("counter", "c1");
    private static readonly DateTimeOffset Noon = new(2030, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly GatedStore _store = new() { SaysOrdered = true };
    private readonly JournalGrainOptions _options = new();
    private readonly IGrainRuntime _runtime = Substitute.For<IGrainRuntime>();

    [Fact]
    public async Task Commit_Event_IsAppliedAtOnceAndThereAfterReactivation()
    {
        var grain = await Activate();
        await grain.Add(3);
        await grain.AddAll(4, 5);
        Assert.Equal((12, 3), (grain.State.Sum, grain.State.Applied));

        var next = await Activate();
        Assert.Equal((12, 3), (next.State.Sum, next.State.Applied));
    }

    [Fact]
    public async Task Commit_WhileAnAppendIsUnderWay_SharesTheNextOne()
    {
        var grain = await Activate();
        _store.IsOpen = false;
        var first = grain.Add(1);
        var others = new[] { grain.Add(2), grain.AddAll(3, 4), grain.Add(5) };

        Assert.Equal(15, grain.State.Sum);
        Assert.Equal(1, _store.Waiting);
        _store.LetOneThrough();
        await first;
        Assert.All(others, o => Assert.False(o.IsCompleted));
        Assert.Equal(4, _store.Appends[^1].Events.Count);
        _store.LetOneThrough();
        await Task.WhenAll(others);
        Assert.Equal(2, _store.Appends.Count);
        Assert.Equal(5, (await _store.ReadAsync(new(Id.ToString())))!.Version);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Commit_EventsForOthers_AreNumberedAndDurableWithTheirAppends(bool answersEarly)
    {
        var grain = await Activate(answersEarly);
        await grain.AddAll(1, 100, 2);
        _store.IsOpen = false;
        var commits = new[] { grain.Add(3), grain.AddAll(200, 300), grain.Schedule(WakeUp.At(Noon)), grain.Add(400) };
        Assert.Equal(["[1,100,1,101]"], await OutboxAsync());
        _store.IsOpen = true;
        while (_store.Waiting > 0) _store.LetOneThrough();
        await Task.WhenAll(commits);

        var next = await Activate(answersEarly);
        await next.Add(500);

        Assert.Equal(
            [
                "[1,100,1,101]", "[2,200,106,306]", "[3,300,306,606]", "[4,400,606,1006]", "[5,500,1006,1506]",
            ],
            await OutboxAsync());

        async Task<IEnumerable<string>> OutboxAsync() =>
            (await _store.ReadOutboxAsync(0, 10)).Select(e => Encoding.UTF8.GetString(e.Payload.Span));
    }

    [Fact]
    public async Task WhenDurable_StateIsAheadOfTheJournal_WaitsForTheAppendThatCoversIt()
    {
        var grain = await Activate();
        Assert.True(grain.Durable().IsCompletedSuccessfully);
        _store.IsOpen = false;
        _ = grain.Add(1);
        var seesFirst = grain.Durable();
        _ = grain.Add(2);
        var seesSecond = grain.Durable();

        _store.LetOneThrough();
        await seesFirst;
        Assert.False(seesSecond.IsCompleted);
        _store.LetOneThrough();
        await seesSecond;
        Assert.True(grain.Durable().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Commit_StoreFails_FailsEveryWaiterAndEndsTheActivation()
    {
        var grain = await Activate();
        _store.IsOpen = false;
        var sent = grain.Add(1);
        var waiting = grain.Add(2);
        var reader = grain.Durable();
        _store.FailOne(new JournalStoreException(JournalStoreFailure.OutcomeUnknown, "timed out"));

        Assert.Equal(JournalStoreFailure.OutcomeUnknown, await FailureOf(() => sent));
        Assert.Equal(JournalStoreFailure.Unavailable, await FailureOf(() => waiting));
        Assert.Equal(JournalStoreFailure.Unavailable, await FailureOf(() => reader));
        Assert.Equal(JournalStoreFailure.Unavailable, await FailureOf(() => grain.Add(3)));
        Assert.Equal(JournalStoreFailure.Unavailable, await FailureOf(grain.Durable));
        Assert.Throws<JournalStoreException>(() => grain.State);
        _runtime.Received(1).DeactivateOnIdle(grain.GrainContext);
        Assert.Single(_store.Appends);
    }

    [Fact]
    public async Task Commit_AnotherActivationHasWritten_Conflicts()
    {
        var zombie = await Activate();
        var owner = await Activate();
        await owner.Add(1);

        Assert.Equal(JournalStoreFailure.Conflict, await FailureOf(() => zombie.Add(10)));
        Assert.Equal(1, (await Activate()).State.Sum);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhenDurable_AnotherActivationHasWritten_EndsTheActivation(bool hasWritten)
    {
        var store = new GatedStore();
        var zombie = await Activate(store: store);
        if (hasWritten) await zombie.Add(1);
        await zombie.Durable();
        var owner = await Activate(store: store);
        await owner.Durable();
        await zombie.Durable();
        await owner.Add(10);

        Assert.Equal(JournalStoreFailure.Conflict, await FailureOf(zombie.Durable));
        Assert.Equal(JournalStoreFailure.Unavailable, await FailureOf(zombie.Ordered));
        Assert.Throws<JournalStoreException>(() => zombie.State);
        _runtime.Received(1).DeactivateOnIdle(zombie.GrainContext);
        await owner.Durable();
        await owner.Ordered();
    }

    [Fact]
    public async Task WhenOrdered_AnotherActivationHasWritten_EndsTheActivation()
    {
        var store = new GatedStore();
        var zombie = await Activate(store: store);
        await (await Activate(store: store)).Add(1);

        Assert.Equal(JournalStoreFailure.Conflict, await FailureOf(zombie.Ordered));
        Assert.Throws<JournalStoreException>(() => zombie.State);
    }

    [Fact]
    public async Task WhenDurable_AnotherActivationWritesBeforeTheAnswerOfTheAppendArrives_Conflicts()
    {
        var acknowledged = new TaskCompletionSource();
        var zombie = await Activate(store: new LateStore(_store, acknowledged.Task));
        var commit = zombie.Add(1);
        await (await Activate()).Add(10);
        var reader = zombie.Durable();
        acknowledged.SetResult();

        await commit;
        Assert.Equal(JournalStoreFailure.Conflict, await FailureOf(() => reader));
    }

    [Fact]
    public async Task Commit_ApplyThrows_ChangesNothingAndEndsTheActivation()
    {
        var grain = await Activate();
        await Assert.ThrowsAsync<InvalidOperationException>(() => grain.AddAll(1, -1));

        Assert.Equal((0, 0), (grain.State.Sum, grain.State.Applied));
        _runtime.Received(1).DeactivateOnIdle(grain.GrainContext);
        await grain.Add(2);
        Assert.Equal(2, (await Activate()).State.Sum);
    }

    [Fact]
    public async Task Commit_ManyEvents_TakesSnapshotsThatRebuildTheSameState()
    {
        _options.SnapshotEvents = 5;
        var grain = await Activate();
        for (var i = 1; i <= 23; i++)
        {
            await grain.Add(i);
        }

        var content = (await _store.ReadAsync(new(Id.ToString())))!;
        Assert.True(content.SnapshotVersion >= 15, $"The last snapshot is at {content.SnapshotVersion}.");
        Assert.Equal(23 - content.SnapshotVersion, content.Events.Count);
        Assert.Equal(new Counter(276, 23), (await Activate()).State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Erase_WhileAnAppendIsUnderWay_LeavesNothingButTheNewestState(bool answersEarly)
    {
        var grain = await Activate(answersEarly);
        await grain.Add(1);
        _store.IsOpen = false;
        var commits = new[] { grain.Add(2), grain.EraseAll(3), grain.Add(4) };
        while (_store.Waiting > 0) _store.LetOneThrough();
        await Task.WhenAll(commits);

        var content = await _store.ReadAsync(new(Id.ToString()));
        Assert.True(content.SnapshotVersion >= 3, $"The snapshot is at {content.SnapshotVersion}.");
        Assert.Contains(_store.Appends, append => append.Erases);
        Assert.Equal(new Counter(10, 4), (await Activate()).State);
    }

    [Fact]
    public async Task Commit_MoreThanOneAppendTakes_IsSplitBetweenCommits()
    {
        _options.AppendBytesMax = 100;
        var grain = await Activate();
        _store.IsOpen = false;
        var commits = Enumerable.Range(0, 10).Select(_ => grain.AddAll(1, 1)).ToArray();
        while (_store.Waiting > 0)
        {
            _store.LetOneThrough();
        }

        await Task.WhenAll(commits);
        Assert.True(_store.Appends.Count > 3);
        Assert.All(_store.Appends, a => Assert.Equal(0, a.Events.Count % 2));
        Assert.Equal(20, (await _store.ReadAsync(new(Id.ToString())))!.Version);
    }

    [Fact]
    public async Task Commit_WakeUps_TheLastOneCounts()
    {
        var grain = await Activate();
        _store.IsOpen = false;
        var commits = new[]
        {
            grain.Add(1, WakeUp.At(Noon)),
            grain.Add(1, WakeUp.At(Noon.AddHours(1))),
            grain.Add(1),
            grain.Schedule(WakeUp.At(Noon.AddHours(2))),
            grain.Add(1),
        };
        _store.LetOneThrough();
        _store.LetOneThrough();
        await Task.WhenAll(commits);

        Assert.Equal(Noon.AddHours(2), grain.WakeAt);
        Assert.Equal(Noon.AddHours(2), (await Activate()).WakeAt);
        _store.IsOpen = true;
        var last = await Activate();
        await last.Schedule(WakeUp.None);
        Assert.Null((await Activate()).WakeAt);
    }

    [Fact]
    public async Task AnswersEarly_Commits_AreHandedOverAtOnceAndOrderedBeforeTheyAreDurable()
    {
        var grain = await Activate(answersEarly: true);
        _store.IsOpen = false;
        var commits = new[] { grain.Add(1), grain.AddAll(2, 3) };
        var held = grain.Held(Task.FromResult("answer"));

        Assert.Equal([(0L, 1L), (1L, 3L)], _store.Appends.Select(a => (a.ExpectedVersion, a.NewVersion)));
        Assert.All(_store.Appends, a => Assert.Equal(0, a.Generation));
        Assert.True(grain.Ordered().IsCompletedSuccessfully);
        Assert.False(grain.Durable().IsCompleted);
        _store.LetOneThrough();
        await commits[0];
        Assert.False(held.IsCompleted);
        _store.LetOneThrough();
        await commits[1];
        Assert.Equal("answer", await held);
        Assert.Equal(6, (await Activate()).State.Sum);
    }

    [Fact]
    public async Task AnswersEarly_StoreFails_EndsTheActivationOnce()
    {
        var grain = await Activate(answersEarly: true);
        _store.IsOpen = false;
        var commits = new[] { grain.Add(1), grain.Add(2) };
        _store.FailOne(new JournalStoreException(JournalStoreFailure.Full, "full"));
        _store.FailOne(new JournalStoreException(JournalStoreFailure.Conflict, "void"));

        Assert.Equal(JournalStoreFailure.Full, await FailureOf(() => commits[0]));
        Assert.Equal(JournalStoreFailure.Conflict, await FailureOf(() => commits[1]));
        Assert.Equal(JournalStoreFailure.Unavailable, await FailureOf(grain.Ordered));
        Assert.Equal(JournalStoreFailure.Unavailable, await FailureOf(grain.Durable));
        Assert.Throws<JournalStoreException>(() => grain.State);
        _runtime.Received(1).DeactivateOnIdle(grain.GrainContext);
    }

    [Fact]
    public async Task AnswersEarly_GenerationHasEnded_AnswersNothingMore()
    {
        var grain = await Activate(answersEarly: true);
        await grain.Add(1);
        _store.EndGeneration();

        Assert.Equal(JournalStoreFailure.Unavailable, await FailureOf(grain.Ordered));
        Assert.Throws<JournalStoreException>(() => grain.State);
        _runtime.Received(1).DeactivateOnIdle(grain.GrainContext);
    }

    [Fact]
    public async Task AnswersEarly_ManyEvents_TakesSnapshotsThatRebuildTheSameState()
    {
        _options.SnapshotEvents = 5;
        var grain = await Activate(answersEarly: true);
        for (var i = 1; i <= 23; i++)
        {
            await grain.Add(i);
        }

        Assert.True((await _store.ReadAsync(new(Id.ToString())))!.SnapshotVersion >= 15);
        Assert.Equal(new Counter(276, 23), (await Activate()).State);
    }

    [Fact]
    public async Task AnswersEarly_StoreHasNoOrder_WaitsUntilDurable()
    {
        var store = new GatedStore();
        var grain = await Activate(answersEarly: true, store);
        store.IsOpen = false;
        var commit = grain.Add(1);

        Assert.False(grain.Ordered().IsCompleted);
        store.LetOneThrough();
        await grain.Ordered();
        await commit;
        Assert.Null(Assert.Single(store.Appends).Generation);
    }

    [Fact]
    public async Task Activate_UnreadableEvent_FailsAsCorrupt()
    {
        var id = new JournalId(Id.ToString());
        await _store.AppendAsync((await JournalOwner.ReadAsync(_store, id)).Next([new byte[] { 1, 2, 3 }]));

        Assert.Equal(JournalStoreFailure.Corrupt, await FailureOf(() => Activate()));
    }

    [Theory]
    [InlineData(null, """{"$type":"doubled"}""")]
    [InlineData(null, """{"$type":"added","Amount":1,"Reason":"gift"}""")]
    [InlineData("""{"Sum":1,"Applied":1,"Reasons":{"gift":1}}""", """{"$type":"added","Amount":1}""")]
    public async Task Activate_JournalOfANewerVersion_IsRefusedAndLeftAsItIs(string? snapshot, string last)
    {
        var grain = await Activate();
        await grain.Add(1);
        var id = new JournalId(Id.ToString());
        var owner = await JournalOwner.ReadAsync(_store, id);
        if (snapshot is not null)
        {
            var stored = System.Text.Encoding.UTF8.GetBytes(snapshot);
            await owner.AppendAsync(_store, owner.Next([default], stored));
        }

        var newer = System.Text.Encoding.UTF8.GetBytes(last);
        await owner.AppendAsync(_store, owner.Next([newer], wakeUp: WakeUp.At(Noon)));
        var before = await _store.ReadAsync(id);

        Assert.Equal(JournalStoreFailure.Newer, await FailureOf(() => Activate()));

        var after = await _store.ReadAsync(id);
        Assert.Equal(before!.Version, after!.Version);
        Assert.Equal(before.WakeAt, after.WakeAt);
        Assert.Equal(before.Snapshot, after.Snapshot);
        Assert.Equal(before.Events.Select(Convert), after.Events.Select(Convert));

        static string Convert(ReadOnlyMemory<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes.Span);
    }

    [Fact]
    public async Task OnDeactivate_AppendUnderWay_IsWaitedFor()
    {
        var grain = await Activate();
        _store.IsOpen = false;
        var commit = grain.Add(1);
        var deactivating = Deactivate(grain);

        Assert.False(deactivating.IsCompleted);
        _store.LetOneThrough();
        await deactivating;
        await commit;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OnDeactivate_SnapshotIsDueInTheNextAppend_WritesIt(bool answersEarly)
    {
        _options.SnapshotEvents = 2;
        var grain = await Activate(answersEarly);
        _store.IsOpen = false;
        var commits = new[] { grain.Add(1), grain.AddAll(2, 3) };
        var deactivating = Deactivate(grain);
        while (_store.Waiting > 0) _store.LetOneThrough();
        await deactivating;
        await Task.WhenAll(commits);

        Assert.Equal(3, (await _store.ReadAsync(new(Id.ToString()))).SnapshotVersion);
        Assert.Equal(new Counter(6, 3), (await Activate()).State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OnDeactivate_WorkOutlivesIt_NeverConflictsWithTheNextActivation(bool answersEarly)
    {
        var ended = await Activate(answersEarly);
        await ended.Add(1);
        await Deactivate(ended);
        var next = await Activate(answersEarly);

        Assert.Equal(JournalStoreFailure.Unavailable, await FailureOf(() => ended.Add(10)));
        Assert.Equal(JournalStoreFailure.Unavailable, await FailureOf(ended.Durable));
        Assert.Equal(JournalStoreFailure.Unavailable, await FailureOf(ended.Ordered));
        Assert.Throws<JournalStoreException>(() => ended.State);
        await next.Add(2);
        Assert.Equal(3, (await Activate()).State.Sum);
        _runtime.DidNotReceive().DeactivateOnIdle(Arg.Any<IGrainContext>());
    }

    private static Task Deactivate(CounterGrain grain) => grain.OnDeactivateAsync(
        new DeactivationReason(DeactivationReasonCode.ShuttingDown, "test"), CancellationToken.None);

    private static async Task<JournalStoreFailure> FailureOf(Func<Task> action) =>
        (await Assert.ThrowsAnyAsync<JournalStoreException>(action)).Failure;

    private async Task<CounterGrain> Activate(bool answersEarly = false, IJournalStore? store = null)
    {
        var context = Substitute.For<IGrainContext>();
        context.GrainId.Returns(Id);
        var services = new JournalGrainServices(
            store ?? _store, TimeProvider.System, Options.Create(_options), NullLoggerFactory.Instance);
        var grain = new CounterGrain(services, context, _runtime, answersEarly);
        await grain.OnActivateAsync(CancellationToken.None);
        return grain;
    }

    /// <summary>A shared store whose answers to appends are late.</summary>
    private sealed class LateStore(IJournalStore inner, Task acknowledged) : StoreDecorator(inner)
    {
        public override bool IsShared => true;

        public override async ValueTask<long> AppendAsync(
            JournalAppend append, CancellationToken cancellationToken = default)
        {
            var version = await base.AppendAsync(append, cancellationToken);
            await acknowledged;
            return version;
        }
    }
}
