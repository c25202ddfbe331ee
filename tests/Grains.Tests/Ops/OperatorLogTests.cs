using System.Collections.Immutable;
using ShopActors.Storage;
using ShopActors.Storage.InMemory;
using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Ops;

/// <summary>The log of operators, with its segments and the check of its chain.</summary>
public sealed class OperatorLogTests
{
    private const int Entries = (4 * OperatorLogRules.SegmentSize) + 5;

    private readonly MemoryJournalStore _store = new();

    [Fact]
    public async Task Log_LongerThanItsSegments_IsReadAsOneListAndIsWhole()
    {
        await using var silo = await ShopSilo.Start(_store);
        var log = silo.Grains.GetGrain<IOperatorLogGrain>(OperatorLimits.ShopKey);
        for (var i = 1; i <= Entries; i++) Assert.True((await log.Append(Action(i))).IsOk);
        Assert.True((await log.Append(Action(Entries))).IsOk);
        await WaitForSegmentsAsync(2);

        var read = new List<OperatorLogEntry>();
        long? before = null;
        do
        {
            var page = (await log.Read(Operators.All, before, OperatorLimits.PageMax)).Value!;
            Assert.InRange(page.Entries.Length, 1, OperatorLimits.PageMax);
            read.AddRange(page.Entries);
            before = page.Next;
        }
        while (before is not null);

        Assert.Equal(Enumerable.Range(1, Entries).Reverse().Select(i => (long)i), read.Select(entry => entry.Sequence));
        Assert.Equal(Action(1), read[^1].Action);
        Assert.Empty(await AuditAsync());
        Assert.Empty((await log.Read(Operators.All, 0, 10)).Value!.Entries);
        var stranger = Caller.Ops(new("x"), Scopes.OrdersRead);
        Assert.Equal(ErrorCode.Forbidden, (await log.Read(stranger, null, 10)).Error?.Code);
    }

    [Fact]
    public async Task Audit_EntryThatWasChanged_IsAViolation()
    {
        Assert.Empty(await AuditAsync());
        var (entries, _) = Chain(3);
        await WriteAsync(entries);
        Assert.Empty(await AuditAsync());
        var forged = entries[1] with { Action = entries[1].Action with { Target = "DELETE /orders" } };
        Assert.Equal("Entry 2 does not have its hash.", await AuditOfAsync([entries[0], forged, entries[2]]));
    }

    [Fact]
    public void Chain_EntryRemovedInsertedOrRehashed_IsFound()
    {
        var (entries, last) = Chain(4);
        var hash = OperatorLogChain.Start;
        Assert.Null(OperatorLogChain.Check(1, ref hash, entries));
        Assert.Equal(last, hash);
        Assert.Equal("Entry 2 is missing: 3 is in its place.", Check(entries.RemoveAt(1)));
        Assert.Equal("Entry 3 is missing: 2 is in its place.", Check(entries.Insert(2, entries[1])));

        // Who changes an entry and its hash breaks the next one.
        var forged = OperatorLogChain.Next(2, entries[0].Hash, Action(99), entries[1].At);
        Assert.Equal("Entry 3 does not have its hash.", Check(entries.SetItem(1, forged)));
    }

    [Fact]
    public void Append_Repeated_IsOneEntryBeforeAndOneAfter()
    {
        var state = OperatorLogState.Begin(OperatorLimits.ShopKey);
        var now = DateTimeOffset.UnixEpoch;
        state = Apply(state, OperatorLogRules.Append(state, Action(1), now));
        Assert.True(OperatorLogRules.Append(state, Action(1), now).IsRepeat);
        state = Apply(state, OperatorLogRules.Append(state, Action(1) with { Status = 201 }, now));
        Assert.True(OperatorLogRules.Append(state, Action(1) with { Status = 500 }, now).IsRepeat);
        Assert.Equal(2, state.Count);
        var longest = Action(2) with { Target = new string('x', 1_000), Name = new string('y', 1_000) };
        var entry = Apply(state, OperatorLogRules.Append(state, longest, now)).Entries[^1];
        Assert.Equal(
            (OperatorLimits.TargetMax, OperatorLimits.LoggedNameMax),
            (entry.Action.Target.Length, entry.Action.Name.Length));
    }

    [Fact]
    public void Append_WhenNothingCanBePutAway_IsRefusedInTheEnd()
    {
        var (entries, _) = Chain(OperatorLogRules.EntriesMax);
        var state = OperatorLogState.Begin(OperatorLimits.ShopKey) with { Entries = entries };
        var refused = OperatorLogRules.Append(state, Action(0), DateTimeOffset.UnixEpoch);
        Assert.Equal(ErrorCode.Overloaded, refused.Error?.Code);
    }

    private static OperatorAction Action(int number) => new()
    {
        Request = new($"op_{number}"),
        Operator = new("ops"),
        Name = "configured token",
        Operation = "setStock",
        Target = $"PUT /stock/BOOK-{number}",
    };

    private static (ImmutableArray<OperatorLogEntry> Entries, string Last) Chain(int length)
    {
        var (entries, hash) = (ImmutableArray.CreateBuilder<OperatorLogEntry>(), OperatorLogChain.Start);
        for (var i = 1; i <= length; i++)
        {
            entries.Add(OperatorLogChain.Next(i, hash, Action(i), DateTimeOffset.UnixEpoch.AddSeconds(i)));
            hash = entries[^1].Hash;
        }

        return (entries.ToImmutable(), hash);
    }

    private static string? Check(ImmutableArray<OperatorLogEntry> entries)
    {
        var hash = OperatorLogChain.Start;
        return OperatorLogChain.Check(1, ref hash, entries);
    }

    private static OperatorLogState Apply(OperatorLogState state, Decision<OperatorLogEvent> decision) =>
        state.Apply(Assert.Single(decision.Events));

    private async Task<string?> AuditOfAsync(ImmutableArray<OperatorLogEntry> entries)
    {
        var store = new MemoryJournalStore();
        await WriteAsync(entries, store);
        return Assert.Single(await AuditAsync(store)).Message;
    }

    private async Task WriteAsync(ImmutableArray<OperatorLogEntry> entries, MemoryJournalStore? store = null)
    {
        var codec = OperatorLogState.Codec;
        await (store ?? _store).AppendAsync(new JournalAppend(
            OperatorLogGrain.JournalId, ExpectedVersion: 0, ExpectedWriter: 0, Writer: 1,
            [.. entries.Select(entry => codec.EncodeEvent(new OperatorActed(entry)))], Snapshot: default, WakeUp.Keep));
    }

    private async Task<ImmutableArray<AuditViolation>> AuditAsync(MemoryJournalStore? store = null)
    {
        var findings = new AuditFindings();
        await OperatorLogAudit.CheckAsync(store ?? _store, findings, default);
        return findings.Violations;
    }

    private async Task WaitForSegmentsAsync(long segments)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await timer.WaitForNextTickAsync(late.Token))
        {
            var content = await _store.ReadAsync(OperatorLogGrain.JournalId, late.Token);
            var state = content.ToState<OperatorLogState, OperatorLogEvent>(OperatorLimits.ShopKey);
            if (state.Segments >= segments) return;
        }
    }
}
