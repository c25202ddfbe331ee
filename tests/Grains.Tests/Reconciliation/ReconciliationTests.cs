using Microsoft.Extensions.DependencyInjection;
using ShopActors.Grains.Tests.Checkout;
using ShopActors.PaymentSimulator;
using ShopActors.Storage.InMemory;
using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Reconciliation;

public sealed class ReconciliationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task B3_Run_CaptureThatTheProviderDenied_IsRefundedOnceAndTheBooksBalance()
    {
        var provider = new LyingProvider();
        await using var shop = await ShopSilo.Start(new MemoryJournalStore(), provider);
        await shop.Grains.Stock(Shopping.BookA, 10);
        await shop.Grains.Fill(1, Shopping.BookA, 2);
        var order = await shop.Grains.Place(1, Tokens.Ok);
        Assert.Equal((OrderStatus.Cancelled, CancelReason.CaptureRefused), (order.Value?.Status, order.Value?.Reason));

        await provider.ExecuteDeniedCaptureAsync();
        Assert.NotEmpty((await shop.Grains.Audit()).Violations);
        var first = await RunAsync(shop, "first");

        var difference = Assert.Single(first.Report!.Differences);
        Assert.Equal((0L, 2_500L, true), (
            difference.ShopCaptured, difference.ProviderCaptured, difference.IsLookedUp));
        await WaitForRefundAsync(shop, difference.Payment);
        var second = await RunAsync(shop, "second");
        Assert.Equal((1L, 1L, 0L), (
            second.Report!.Payments, second.Report.Charges, second.Report.DifferenceCount));
        Assert.Single(provider.Books.Log, entry => entry.Kind == OperationKind.Refund);
        var audit = await shop.Grains.Audit();
        ShopAssert.Balanced(audit, "refunded");
        Assert.Equal(
            [(LedgerAccount.Provider, 2_500L, 2_500L), (LedgerAccount.Clearing, 2_500L, 2_500L)],
            audit.Ledger.Select(row => (row.Account, row.Debit, row.Credit)));
    }

    [Fact]
    public async Task Run_PaymentThatTheShopDoesNotKnow_IsListedForAPersonAndLeftAlone()
    {
        var books = new BookProvider();
        await using var shop = await ShopSilo.Start(new MemoryJournalStore(), books);
        var stranger = PaymentId.For(OrderId.For(new PrincipalId("stranger"), "key"));
        foreach (var operation in new[] { ProviderOperation.Authorise, ProviderOperation.Capture })
        {
            await books.ExecuteAsync(Request(stranger, operation), CancellationToken.None);
        }

        var run = await RunAsync(shop, "run");

        var difference = Assert.Single(run.Report!.Differences);
        Assert.Equal((stranger, false, 2_500L), (
            difference.Payment, difference.IsLookedUp, difference.ProviderCaptured));
        Assert.Equal(2, books.Log.Count);
    }

    [Fact]
    public async Task Run_OfBooksThatAnswerAtOnce_LetsOtherCallsInBetween()
    {
        const int Payments = 200;
        var books = new BookProvider();
        foreach (var number in Enumerable.Range(1, Payments))
        {
            var payment = PaymentId.For(OrderId.For(new PrincipalId("stranger"), $"{number}"));
            await books.ExecuteAsync(Request(payment, ProviderOperation.Authorise), CancellationToken.None);
        }

        using var gate = new ManualResetEventSlim();
        var run = new ReconciliationRun(
            new(new MemoryJournalStore(), new GatedProvider(books, gate)), (_, _) => Task.FromResult(Result.Ok));
        var running = run.RunAsync(new("run"));

        // The call came back, although the records stop in the middle.
        Assert.False(running.IsCompleted);
        gate.Set();
        Assert.Equal(Payments, (await running).Charges);
    }

    [Fact]
    public async Task Run_RecordsThatCannotBeRead_HasFailedAndTheNextOneWorks()
    {
        var provider = new LyingProvider { AreRecordsAway = true };
        await using var shop = await ShopSilo.Start(new MemoryJournalStore(), provider);
        Assert.Equal(ReconciliationStatus.Failed, (await RunAsync(shop, "first")).Status);
        provider.AreRecordsAway = false;
        Assert.Equal(ReconciliationStatus.Completed, (await RunAsync(shop, "second")).Status);
    }

    [Fact]
    public async Task Begin_Repeated_IsTheSameRun()
    {
        await using var shop = await ShopSilo.Start(new MemoryJournalStore(), new BookProvider());
        await RunAsync(shop, "once");
        var again = await Grain(shop).Begin(new("once"), Shopping.Ops);
        Assert.True(again.IsReplay);
        Assert.Single((await Grain(shop).List(Shopping.Ops)).Value);
        Assert.Equal(ErrorCode.Forbidden, (await Grain(shop).Begin(new("x"), Shopping.Customer(1))).Error?.Code);
        Assert.Equal(
            ErrorCode.ReconciliationNotFound, (await Grain(shop).Get(Shopping.Ops, new("other"))).Error?.Code);
    }

    [Fact]
    public async Task Schedule_OfAShopThatHasJustStarted_RunsByItself()
    {
        await using var shop = await ShopSilo.Start(
            new MemoryJournalStore(), new BookProvider(),
            configure: silo => silo.Services.PostConfigure<PaymentOptions>(
                options => options.ReconcileEvery = TimeSpan.FromMilliseconds(50)));
        using var patience = new CancellationTokenSource(Patience);
        while ((await Grain(shop).List(Shopping.Ops)).Value.Count(run => run.EndedAt is not null) < 2)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.All((await Grain(shop).List(Shopping.Ops)).Value, run => Assert.Null(run.RequestedBy));
    }

    private static IReconciliationGrain Grain(ShopSilo shop) =>
        shop.Grains.GetGrain<IReconciliationGrain>(IReconciliationGrain.Key);

    private static async Task<ReconciliationSnapshot> RunAsync(ShopSilo shop, string operation)
    {
        using var patience = new CancellationTokenSource(Patience);
        var run = await Grain(shop).Begin(new(operation), Shopping.Ops);
        while (run.Value!.Status == ReconciliationStatus.Running)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
            run = await Grain(shop).Get(Shopping.Ops, new(operation));
        }

        return run.Value;
    }

    private static async Task WaitForRefundAsync(ShopSilo shop, PaymentId payment)
    {
        using var patience = new CancellationTokenSource(Patience);
        var grain = shop.Grains.GetGrain<IPaymentGrain>(payment.Value);
        while ((await grain.Get(Shopping.Ops)).Value?.Status != PaymentStatus.Refunded)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static ProviderRequest Request(PaymentId payment, ProviderOperation operation) => new()
    {
        Operation = operation,
        Key = operation == ProviderOperation.Authorise
            ? PaymentKeys.Authorisation(payment)
            : PaymentKeys.Capture(payment),
        Payment = payment,
        Order = payment.Order,
        Amount = new(2_500, Currency.Eur),
        Token = operation == ProviderOperation.Authorise ? Tokens.Ok : null,
    };

    /// <summary>Its records stop in the middle, without giving the thread back.</summary>
    private sealed class GatedProvider(BookProvider books, ManualResetEventSlim gate) : IPaymentProvider
    {
        public Task<ProviderAnswer> ExecuteAsync(ProviderRequest request, CancellationToken cancellationToken) =>
            books.ExecuteAsync(request, cancellationToken);

        public Task<ProviderAnswer> FindAsync(ProviderLookup lookup, CancellationToken cancellationToken) =>
            books.FindAsync(lookup, cancellationToken);

        public IAsyncEnumerable<ProviderCharge> ReadChargesAsync(CancellationToken cancellationToken) =>
            books.ReadChargesAsync(cancellationToken).Select((charge, index) =>
            {
                if (index == 150) Assert.True(gate.Wait(Patience, cancellationToken), "The run kept its thread.");
                return charge;
            });
    }

    /// <summary>Says that it refuses a capture and voids the authorisation, and captures later all the same.</summary>
    private sealed class LyingProvider : IPaymentProvider
    {
        private ProviderRequest? _denied;
        private bool _isHonest;

        public BookProvider Books { get; } = new();

        public bool AreRecordsAway { get; set; }

        public Task<ProviderAnswer> ExecuteAsync(ProviderRequest request, CancellationToken cancellationToken)
        {
            if (_isHonest) return Books.ExecuteAsync(request, cancellationToken);
            switch (request.Operation)
            {
                case ProviderOperation.Capture:
                    _denied = request;
                    return Task.FromResult(new ProviderAnswer { Outcome = ProviderOutcome.Refused, Code = "refused" });
                case ProviderOperation.Void:
                    return Task.FromResult(new ProviderAnswer
                    {
                        Outcome = ProviderOutcome.Succeeded,
                        Operation = ProviderOperation.Void,
                        Amount = request.Amount,
                    });
                default:
                    return Books.ExecuteAsync(request, cancellationToken);
            }
        }

        public Task<ProviderAnswer> FindAsync(ProviderLookup lookup, CancellationToken cancellationToken) =>
            Books.FindAsync(lookup, cancellationToken);

        public IAsyncEnumerable<ProviderCharge> ReadChargesAsync(CancellationToken cancellationToken) => AreRecordsAway
            ? throw new HttpRequestException("The records are away.")
            : Books.ReadChargesAsync(cancellationToken);

        public Task ExecuteDeniedCaptureAsync()
        {
            _isHonest = true;
            return Books.ExecuteAsync(_denied!, CancellationToken.None);
        }
    }
}
