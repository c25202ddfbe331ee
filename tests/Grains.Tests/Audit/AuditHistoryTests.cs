using Microsoft.Extensions.DependencyInjection;
using ShopActors.Grains.Tests.Checkout;
using ShopActors.Grains.Tests.Journals;
using ShopActors.PaymentSimulator;
using ShopActors.Storage;
using ShopActors.Storage.InMemory;
using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Audit;

/// <summary>Audits in the background, and what is kept of all.</summary>
public sealed class AuditHistoryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Begin_OfAShopWithAnOrder_TellsHowFarItIsAndKeepsWhatItFound()
    {
        var store = new GatedStore(new MemoryJournalStore());
        await using var shop = await ShopSilo.Start(store, new BookProvider());
        await shop.Grains.Stock(Shopping.BookA, 10);
        await shop.Grains.Fill(1, Shopping.BookA, 2);
        Assert.Equal(OrderStatus.Confirmed, (await shop.Grains.Place(1, Tokens.Ok)).Value?.Status);
        var open = store.Close("stock/" + Shopping.BookA);

        var begun = await History(shop).Begin(new("first"), Shopping.Ops);
        Assert.Equal((AuditStatus.Running, Shopping.Ops.Id, 1L), (
            begun.Value!.Status, begun.Value.RequestedBy, begun.Value.Number));
        var reading = await WaitAsync(shop, "first", run => run.Progress?.Read == 2);
        Assert.Equal(new AuditProgress(2, 3), reading.Progress);
        open();
        var ended = await EndAsync(shop, "first");

        Assert.Equal(AuditStatus.Completed, ended.Status);
        Assert.Null(ended.Progress);
        var summary = ended.Summary!;
        Assert.Equal((0L, 0L, 1L, 1L, 2L), (
            summary.ViolationCount, summary.Unreadable, summary.Confirmed, summary.Skus, summary.Journals));
        Assert.Equal(2_500, Assert.Single(summary.Money).ProviderCaptured);
        Assert.Contains(summary.Ledger, row => row.Account == LedgerAccount.Provider && row.Debit == 2_500);
    }

    [Fact]
    public async Task Begin_Repeated_IsTheSameAudit()
    {
        await using var shop = await ShopSilo.Start(new MemoryJournalStore(), new BookProvider());
        await History(shop).Begin(new("once"), Shopping.Ops);
        await EndAsync(shop, "once");
        var again = await History(shop).Begin(new("once"), Shopping.Ops);
        Assert.True(again.IsReplay);
        Assert.Single((await History(shop).List(Shopping.Ops, null, 10)).Value!.Audits);
        Assert.Equal(ErrorCode.Forbidden, (await History(shop).Begin(new("x"), Shopping.Customer(1))).Error?.Code);
        Assert.Equal(ErrorCode.Forbidden, (await History(shop).List(Shopping.Customer(1), null, 1)).Error?.Code);
        Assert.Equal(ErrorCode.AuditNotFound, (await History(shop).Get(Shopping.Ops, new("other"))).Error?.Code);
    }

    [Fact]
    public async Task Run_ThatAnOperatorWaitedFor_IsKeptWithExamplesOfItsViolations()
    {
        const int Strangers = 5;
        var books = new BookProvider();
        foreach (var number in Enumerable.Range(1, Strangers)) await CaptureAsync(books, $"{number}");
        var store = new MemoryJournalStore();
        var broken = await JournalOwner.ReadAsync(store, new("stock/BROKEN"));
        await broken.AppendAsync(store, broken.Next("no event of a stock"));
        await using var shop = await ShopSilo.Start(store, books);

        var report = await shop.Grains.Audit();

        Assert.Equal((1L, 1L, Strangers + 1L), (report.Journals, report.Unreadable, report.ViolationCount));
        var kept = Assert.Single((await History(shop).List(Shopping.Ops, null, 10)).Value!.Audits);
        Assert.Equal((AuditStatus.Completed, Shopping.Ops.Id, report.AsOf, 1L), (
            kept.Status, kept.RequestedBy, kept.RequestedAt, kept.Summary!.Unreadable));
        Assert.Equal(
            [("I6", Strangers, AuditViolations.ExamplesMax), ("I1", 1, 1)],
            kept.Summary.Violations.Select(group => (group.Invariant, (int)group.Count, group.Examples.Length)));
    }

    [Fact]
    public async Task Run_WhileTheStoreTakesNoAppend_IsAnsweredAllTheSame()
    {
        var store = new FlakyJournalStore(new MemoryJournalStore(), 1, failures: 1) { IsFailing = false };
        await using var shop = await ShopSilo.Start(store, new BookProvider());
        await shop.Grains.Stock(Shopping.BookA, 10);
        store.IsFailing = true;
        Assert.Single((await shop.Grains.Audit()).Stock);
        store.IsFailing = false;
        await shop.Grains.Audit();
        Assert.NotEmpty((await History(shop).List(Shopping.Ops, null, 10)).Value!.Audits);
    }

    [Fact]
    public async Task Begin_WhileTheStoreCannotBeRead_HasFailedAndTheNextOneWorks()
    {
        var store = new GatedStore(new MemoryJournalStore());
        await using var shop = await ShopSilo.Start(store, new BookProvider());
        store.IsAway = true;
        await History(shop).Begin(new("first"), Shopping.Ops);
        Assert.Equal(AuditStatus.Failed, (await EndAsync(shop, "first")).Status);
        store.IsAway = false;
        await History(shop).Begin(new("second"), Shopping.Ops);
        Assert.Equal(AuditStatus.Completed, (await EndAsync(shop, "second")).Status);
    }

    [Fact]
    public async Task Begin_AfterACrash_EndsTheAuditBeforeItFirst()
    {
        var store = new MemoryJournalStore();
        var owner = await JournalOwner.ReadAsync(store, new($"audit-history/{IAuditHistoryGrain.Key}"));
        await owner.AppendAsync(store, owner.Next([AuditHistoryState.Codec.EncodeEvent(Requested("lost"))]));
        await using var shop = await ShopSilo.Start(store, new BookProvider());

        await History(shop).Begin(new("next"), Shopping.Ops);
        await EndAsync(shop, "next");

        var audits = (await History(shop).List(Shopping.Ops, null, 10)).Value!.Audits;
        Assert.Equal(["next", "lost"], audits.Select(run => run.Id.Value));
        Assert.All(audits, run => Assert.Equal(AuditStatus.Completed, run.Status));
    }

    [Fact]
    public async Task Schedule_OfAShopThatHasJustStarted_RunsByItself()
    {
        await using var shop = await ShopSilo.Start(
            new MemoryJournalStore(), new BookProvider(),
            configure: silo => silo.Services.PostConfigure<AuditOptions>(
                options => options.Every = TimeSpan.FromMilliseconds(50)));
        using var patience = new CancellationTokenSource(Patience);
        while ((await ListAsync(shop)).Count(run => run.Status == AuditStatus.Completed) < 2)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.All(await ListAsync(shop), run => Assert.Null(run.RequestedBy));
    }

    [Fact]
    public void History_IsBoundedByNumberAndAge_AndKeepsWhatHasNotEnded()
    {
        var state = AuditHistoryState.Begin("shop").Apply(Requested("open"));
        for (var number = 0; number < AuditHistoryState.KeptMax + 20; number++)
        {
            state = state.Apply(Kept($"old-{number}", Start + TimeSpan.FromMinutes(number)));
        }

        Assert.Equal(AuditHistoryState.KeptMax + 1, state.Runs.Length);
        Assert.Equal(("open", "old-20"), (state.Runs[0].Id.Value, state.Runs[1].Id.Value));
        Assert.Equal("open", state.Open?.Value);

        var later = state.Apply(Kept("new", Start + AuditHistoryState.KeptFor + TimeSpan.FromMinutes(100)));
        Assert.Equal("old-101", later.Runs[1].Id.Value);
        Assert.Equal(AuditHistoryState.KeptMax + 22, later.Count);
    }

    [Fact]
    public void Page_AfterPage_HasEveryAuditOnceAlthoughOthersCome()
    {
        var state = AuditHistoryState.Begin("shop");
        for (var number = 1; number <= 5; number++) state = state.Apply(Kept($"{number}", Start));
        var first = AuditHistoryRules.Page(state.Runs, null, 2);
        state = state.Apply(Kept("6", Start));
        var second = AuditHistoryRules.Page(state.Runs, first.Next, 2);
        var third = AuditHistoryRules.Page(state.Runs, second.Next, 2);

        Assert.Equal(
            ["5", "4", "3", "2", "1"],
            first.Audits.Concat(second.Audits).Concat(third.Audits).Select(run => run.Id.Value));
        Assert.Null(third.Next);
    }

    private static readonly DateTimeOffset Start = new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero);

    private static AuditRequested Requested(string id) => new(new(id), Shopping.Ops.Id) { At = Start };

    private static AuditKept Kept(string id, DateTimeOffset at) =>
        new(new(id), Shopping.Ops.Id, new() { AsOf = at }) { At = at };

    private static async Task CaptureAsync(BookProvider books, string key)
    {
        var payment = PaymentId.For(OrderId.For(new PrincipalId("stranger"), key));
        foreach (var operation in new[] { ProviderOperation.Authorise, ProviderOperation.Capture })
        {
            await books.ExecuteAsync(
                new()
                {
                    Operation = operation,
                    Key = operation == ProviderOperation.Authorise
                        ? PaymentKeys.Authorisation(payment)
                        : PaymentKeys.Capture(payment),
                    Payment = payment,
                    Order = payment.Order,
                    Amount = new(2_500, Currency.Eur),
                    Token = operation == ProviderOperation.Authorise ? Tokens.Ok : null,
                },
                CancellationToken.None);
        }
    }

    private static IAuditHistoryGrain History(ShopSilo shop) =>
        shop.Grains.GetGrain<IAuditHistoryGrain>(IAuditHistoryGrain.Key);

    private static async Task<IEnumerable<AuditSnapshot>> ListAsync(ShopSilo shop) =>
        (await History(shop).List(Shopping.Ops, null, 100)).Value!.Audits;

    private static Task<AuditSnapshot> EndAsync(ShopSilo shop, string id) =>
        WaitAsync(shop, id, run => run.Status != AuditStatus.Running);

    private static async Task<AuditSnapshot> WaitAsync(ShopSilo shop, string id, Predicate<AuditSnapshot> until)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            var run = await History(shop).Get(Shopping.Ops, new(id));
            if (until(run.Value!)) return run.Value!;
            await Task.Yield();
        }
    }

    /// <summary>A store of which one journal can be made to wait, and whose lists can be taken away.</summary>
    private sealed class GatedStore(IJournalStore inner) : StoreDecorator(inner)
    {
        private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private string? _closed;

        public bool IsAway { get; set; }

        /// <summary>Lets reads of the journal wait until what this returns is called.</summary>
        public Action Close(string journal)
        {
            _closed = journal;
            return _opened.SetResult;
        }

        public override async ValueTask<JournalContent> ReadAsync(
            JournalId id, CancellationToken cancellationToken = default)
        {
            if (id.Value == _closed) await _opened.Task.WaitAsync(cancellationToken);
            return await base.ReadAsync(id, cancellationToken);
        }

        public override IAsyncEnumerable<JournalId> ListAsync(
            string prefix, JournalId after = default, CancellationToken cancellationToken = default) => IsAway
            ? throw new JournalStoreException(JournalStoreFailure.Unavailable, "The store is away.")
            : base.ListAsync(prefix, after, cancellationToken);
    }
}
