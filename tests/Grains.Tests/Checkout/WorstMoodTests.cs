using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using ShopActors.PaymentSimulator;
using ShopActors.Storage.InMemory;
using ShopActors.TestKit;
using Xunit.Abstractions;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>
/// Buyers in the provider's worst mood, with cancellations and refunds, a script that decides what stays unknown by the
/// provider's records, and a reconciliation: afterwards the books are equal. <c>SHOP_MOOD_SECONDS</c> and
/// <c>SHOP_MOOD_SEED</c> set how long it lasts and what happens.
/// </summary>
public sealed class WorstMoodTests : IAsyncLifetime
{
    private const int Buyers = 8;

    private static readonly string[] Means =
        [Tokens.Ok, Tokens.Ok, Tokens.Ok, Tokens.BankDebit, Tokens.BankDebitFailed];

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ITestOutputHelper _output;
    private readonly int _seed = TestSettings.Number("SHOP_MOOD_SEED", 20261130);
    private readonly TimeSpan _lasts = TimeSpan.FromSeconds(TestSettings.Number("SHOP_MOOD_SECONDS", 5));
    private readonly MemoryJournalStore _store = new();
    private readonly BookProvider _provider = new();
    private readonly WorstMood _mood;
    private readonly ConcurrentDictionary<OrderId, bool> _open = [];
    private readonly CancellationTokenSource _ended = new();
    private ShopSilo _shop = null!;
    private Task _pace = Task.CompletedTask;
    private int _orders;
    private int _decisions;

    public WorstMoodTests(ITestOutputHelper output)
    {
        _output = output;
        _mood = new(new Random(_seed));
    }

    public async Task InitializeAsync()
    {
        _shop = await ShopSilo.Start(_store, _provider, configure: silo => Hurry(silo.Services));
        await _shop.Grains.Stock(Shopping.BookA, 1_000_000);
    }

    public async Task DisposeAsync()
    {
        await _shop.DisposeAsync();
        _ended.Dispose();
    }

    [Fact]
    public async Task Orders_InTheProvidersWorstMood_EndAndTheBooksAreEqual()
    {
        _output.WriteLine($"SHOP_MOOD_SEED={_seed} SHOP_MOOD_SECONDS={_lasts.TotalSeconds}");
        _provider.Mood = _mood;
        _provider.IsSilentOn = _mood.IsSilentOn;
        _provider.SettlesAfterLookUps = 2;
        _pace = PlayAsync();
        await Task.WhenAll(Enumerable.Range(1, Buyers).Select(buyer => Task.Run(() => BuyAsync(new(_seed + buyer)))));
        await SettleAsync();

        // The records are read well, and what was lost is found.
        _provider.Mood = null;
        _provider.IsSilentOn = static _ => false;
        await _ended.CancelAsync();
        await _pace;
        var reconciled = await ReconcileAsync();
        await SettleAsync();

        var report = await _shop.Grains.Audit();
        Tell(report, reconciled);
        ShopAssert.Balanced(report, $"seed {_seed}");
        Assert.Empty(_mood.SentAfterForgotten);
        Assert.Equal(_orders, report.Confirmed + report.Cancelled);
        Assert.True(report.Confirmed > 0);
        var captures = _provider.Log
            .Where(entry => entry is { Kind: OperationKind.Capture, Outcome: OperationOutcome.Succeeded }).ToList();
        Assert.Equal(captures.Count, captures.DistinctBy(capture => capture.Payment).Count());
        var kept = report.Ledger.Where(row => row.Account is LedgerAccount.Sales or LedgerAccount.Refunds)
            .Sum(row => row.Credit - row.Debit);
        Assert.Equal(kept, report.Money.Sum(money => money.ProviderCaptured - money.ProviderRefunded));
    }

    private static void Hurry(IServiceCollection services)
    {
        services.PostConfigure<PaymentOptions>(options =>
        {
            options.KeyRetention = WorstMood.KeyRetention;
            options.InquiryDelay = TimeSpan.FromMilliseconds(100);
            options.BreakerThroughput = 10_000;
            options.ProcessingLimit = 2 * WorstMood.KeyRetention;
            options.ProcessingInquiryMax = TimeSpan.FromSeconds(1);
        });
        services.PostConfigure<OrderOptions>(options =>
        {
            options.AnswerWithin = TimeSpan.FromSeconds(1);
            options.RetryDelayMax = TimeSpan.FromSeconds(1);
            options.ProcessingTimeLimit = WorstMood.KeyRetention;
        });
    }

    /// <summary>One buyer after another, who sometimes cancel; operators sometimes refund.</summary>
    private async Task BuyAsync(Random random)
    {
        for (var end = DateTimeOffset.UtcNow + _lasts; DateTimeOffset.UtcNow < end;)
        {
            var number = Interlocked.Increment(ref _orders);
            var id = Shopping.OrderOf(number);
            await _shop.Grains.Fill(number, Shopping.BookA, 1);
            _open[id] = true;
            var placed = await _shop.Grains.Place(number, Means[random.Next(Means.Length)]);
            Assert.True(placed.IsOk, placed.ToString());
            var order = _shop.Grains.GetGrain<IOrderGrain>(id.Value);
            if (placed.Value.Status == OrderStatus.Pending && random.Next(4) == 0)
            {
                await order.Cancel(Shopping.Customer(number));
            }

            if (placed.Value.Status == OrderStatus.Confirmed && random.Next(6) == 0)
            {
                var part = random.Next(2) == 0 ? new Money(500, Currency.Eur) : default(Money?);
                await order.Refund(new("refund"), Shopping.Ops, new RefundOrder(part));
            }
        }
    }

    /// <summary>The provider's own pace, and the script that decides.</summary>
    private async Task PlayAsync()
    {
        using var timer = new PeriodicTimer(Pace);
        do
        {
            foreach (var request in _mood.TakeDelayed()) _provider.ExecuteLate(request);
            foreach (var (webhook, payment) in _mood.TakeWebhooks())
            {
                try
                {
                    var taken = await Payment(payment).HandleWebhook(Caller.Provider, webhook);
                    Assert.True(taken.IsOk, taken.ToString());
                }
                catch (TimeoutException)
                {
                    _mood.SendAgain(webhook, payment);
                }
            }

            foreach (var order in _open.Keys) await AttendAsync(PaymentId.For(order));
        }
        while (!_ended.IsCancellationRequested && await timer.WaitForNextTickAsync());
    }

    private async Task AttendAsync(PaymentId id)
    {
        if (await OrderJournals.ReadPaymentAsync(_store, id) is not { AwaitsDecision: true } payment) return;
        foreach (var review in payment.ToSnapshot().Reviews)
        {
            var succeeded = _provider.HasSucceeded(review.Key);
            var decided = await Payment(id).Decide(
                new($"decision/{review.Key}"), Shopping.Ops,
                new() { Key = review.Key, Succeeded = succeeded, Evidence = "The provider's records." });
            if (decided.IsOk && !decided.IsReplay) _decisions++;
        }
    }

    /// <summary>Waits until nothing is left to do for any order.</summary>
    private async Task SettleAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(Pace);
        while (true)
        {
            foreach (var id in _open.Keys)
            {
                var content = await _store.ReadAsync(OrderJournals.Of(id));
                var purchase = content.ToState<PurchaseState, PurchaseEvent>(id.Value);
                var isOver = purchase is { Order: { IsPlaced: true, IsSettled: true }, Payment.Rechecks.IsEmpty: true };
                if (isOver && !AuditChecks.IsOpen(purchase.Payment)) _open.TryRemove(id, out _);
            }

            if (_open.IsEmpty) return;
            if (_pace.IsCompleted) await _pace;
            Assert.False(patience.IsCancellationRequested, $"seed {_seed}: {_open.Count} orders did not end");
            await timer.WaitForNextTickAsync();
        }
    }

    private async Task<ReconciliationReport> ReconcileAsync()
    {
        var grain = _shop.Grains.GetGrain<IReconciliationGrain>(IReconciliationGrain.Key);
        using var patience = new CancellationTokenSource(Patience);
        var run = await grain.Begin(new("end"), Shopping.Ops);
        while (run.Value!.Status == ReconciliationStatus.Running)
        {
            patience.Token.ThrowIfCancellationRequested();
            run = await grain.Get(Shopping.Ops, new("end"));
        }

        foreach (var difference in run.Value.Report!.Differences) _open[difference.Payment.Order] = true;
        return run.Value.Report;
    }

    private void Tell(AuditReport report, ReconciliationReport reconciled)
    {
        _output.WriteLine(
            $"{report.Confirmed} confirmed, {report.Cancelled} cancelled, {_decisions} decisions, " +
            $"{reconciled.DifferenceCount} differences found by the reconciliation");
        _output.WriteLine(string.Join(", ", _mood.Faults.Select(fault => $"{fault.Key} {fault.Value}")));
        foreach (var row in report.Ledger)
        {
            _output.WriteLine($"{row.Account}: debit {row.Debit}, credit {row.Credit} {row.Currency}");
        }
    }

    private IPaymentGrain Payment(PaymentId id) => _shop.Grains.GetGrain<IPaymentGrain>(id.Value);
}
