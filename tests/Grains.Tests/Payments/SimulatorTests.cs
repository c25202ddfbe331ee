using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ShopActors.PaymentSimulator;
using ShopActors.Storage;
using ShopActors.Storage.InMemory;
using ShopActors.Storage.Sqlite;

namespace ShopActors.Grains.Tests.Payments;

public sealed class SimulatorTests
{
    private readonly MemoryJournalStore _store = new();

    [Fact]
    public async Task Execute_SameKeyAgain_IsExecutedOnce()
    {
        var engine = Open();
        var first = await engine.ExecuteAsync(Authorise(), default);
        var again = await engine.ExecuteAsync(Authorise(), default);
        Assert.Equal(first, again);
        Assert.Single(Assert.Single(await ReadAsync(engine)).Entries);
    }

    [Fact]
    public async Task Execute_SameKeyForSomethingElse_IsRefused()
    {
        var engine = Open();
        await engine.ExecuteAsync(Authorise(), default);
        var other = await engine.ExecuteAsync(Authorise() with { Amount = 1 }, default);
        Assert.Equal((OperationOutcome.Refused, "key_reused"), (other!.Outcome, other.Code));
    }

    [Fact]
    public async Task Execute_SameKeyForAnotherPayment_IsRefused()
    {
        var engine = Open();
        await engine.ExecuteAsync(Authorise(), default);
        var other = await engine.ExecuteAsync(Authorise(PaymentOf(1)) with { Key = Authorise().Key }, default);
        Assert.Equal((OperationOutcome.Refused, "key_reused"), (other!.Outcome, other.Code));
        Assert.Single(await ReadAsync(engine));
    }

    [Fact]
    public async Task Execute_OneKeyManyTimesAtOnce_IsExecutedOnce()
    {
        var engine = Open();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(_ => Task.Run(() => engine.ExecuteAsync(Authorise(), default))));
        Assert.Single(answers.Distinct());
        Assert.Single(Assert.Single(await ReadAsync(engine)).Entries);
    }

    [Fact]
    public async Task Execute_ByAnotherProcess_IsSeenOrRefused()
    {
        var (one, other) = (Open(), Open());
        await one.ExecuteAsync(Authorise(), default);
        Assert.NotNull(await other.FindAsync(Authorise().Key, default));
        await one.ExecuteAsync(Capture(), default);

        // The other one has read the payment before the capture: what it decides by that is refused, and read again.
        await Assert.ThrowsAsync<JournalConflictException>(() => other.ExecuteAsync(Capture(), default));
        Assert.Equal(OperationOutcome.Succeeded, (await other.ExecuteAsync(Capture(), default))!.Outcome);
        Assert.Equal(1, Assert.Single(await ReadAsync(one)).Charge!.Captures);
    }

    [Fact]
    public async Task Execute_EarlyAnswerWhoseAppendIsVoid_IsDecidedAgain()
    {
        using var home = new TemporaryDirectory("simulator-");
        using var store = SqliteJournalStore.Open(home.FullName, new(), TimeProvider.System);
        var engine = Open(store, answersEarly: true);
        await engine.ExecuteAsync(Authorise(), default);

        // An append that others rely on is refused: what the provider has in memory may not be in the store.
        var generation = store.Generation;
        await Assert.ThrowsAsync<JournalConflictException>(async () => await store.AppendAsync(
            new(new("a/b"), 7, 0, JournalWriter.Draw(), ["1"u8.ToArray()], default, WakeUp.Keep)
            {
                Generation = generation,
            }));
        Assert.NotEqual(generation, store.Generation);

        await Assert.ThrowsAsync<JournalStoreException>(() => engine.ExecuteAsync(Capture(), default, generation));
        Assert.Equal(OperationOutcome.Succeeded, (await engine.ExecuteAsync(Capture(), default))!.Outcome);
        await store.AppendAsync(
            new(new("a/b"), 0, 0, JournalWriter.Draw(), ["1"u8.ToArray()], default, WakeUp.Keep));
        var record = Assert.Single(await ReadAsync(Open(store)));
        Assert.Equal((2_500, 2_500, 1), (record.Charge!.Authorised, record.Charge.Captured, record.Charge.Captures));
    }

    [Fact]
    public async Task Execute_BooksReadAgain_RemembersEveryKey()
    {
        var engine = Open();
        var authorised = await engine.ExecuteAsync(Authorise(), default);
        var captured = await engine.ExecuteAsync(Capture(), default);

        var reopened = Open();
        Assert.Equal(authorised, await reopened.ExecuteAsync(Authorise(), default));
        Assert.Equal(captured, await reopened.FindAsync(Capture().Key, default));
        Assert.Equal([authorised!, captured!], Assert.Single(await ReadAsync(reopened)).Entries);
    }

    [Fact]
    public async Task Read_ManyPayments_AreInOrdinalOrder()
    {
        var engine = Open();
        var answers = await Task.WhenAll(Enumerable.Range(0, 50)
            .Select(n => Task.Run(() => engine.ExecuteAsync(Authorise(PaymentOf(n)), default))));
        var payments = answers.Select(answer => answer!.Payment).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(payments, (await ReadAsync(engine)).Select(record => record.Charge!.Payment));
        Assert.Equal(payments[30..], (await ReadAsync(engine, payments[29])).Select(r => r.Charge!.Payment));
    }

    [Fact]
    public async Task B1_TimeoutBefore_FirstRequest_HasNoEffect()
    {
        var engine = Open();
        Assert.Null(await engine.ExecuteAsync(Authorise(Tokens.TimeoutBefore), default));
        Assert.Null(await engine.FindAsync(Authorise().Key, default));
        Assert.NotNull(await engine.ExecuteAsync(Authorise(Tokens.TimeoutBefore), default));
    }

    [Fact]
    public async Task TimeoutBefore_MoreKeysThanAreRemembered_ForgetsTheFirst()
    {
        var engine = Open();
        var requests = Enumerable.Range(0, SimulatorEngine.LostMax + 1)
            .Select(n => Authorise(Tokens.TimeoutBefore) with { Key = $"{PaymentDriver.Id}:{n}" }).ToList();
        foreach (var chunk in requests.Chunk(1_000))
        {
            var answers = await Task.WhenAll(chunk.Select(request => engine.ExecuteAsync(request, default)));
            Assert.All(answers, Assert.Null);
        }

        Assert.NotNull(await engine.ExecuteAsync(requests[^1], default));
        Assert.Null(await engine.ExecuteAsync(requests[0], default));
        Assert.NotNull(await engine.ExecuteAsync(requests[0], default));
    }

    [Fact]
    public async Task TimeoutAfter_FirstRequest_IsExecutedAndItsAnswerLost()
    {
        var engine = Open();
        Assert.Null(await engine.ExecuteAsync(Authorise(Tokens.TimeoutAfter), default));
        Assert.Equal(OperationOutcome.Succeeded, (await engine.FindAsync(Authorise().Key, default))!.Outcome);
    }

    [Theory]
    [InlineData(Tokens.Declined, "card_declined")]
    [InlineData(Tokens.InsufficientFunds, "insufficient_funds")]
    [InlineData("tok_nonsense", "unknown_token")]
    public async Task Declines_HaveTheirCode(string token, string code)
    {
        var engine = Open();
        var answer = await engine.ExecuteAsync(Authorise(token), default);
        Assert.Equal((OperationOutcome.Declined, code), (answer!.Outcome, answer.Code));
    }

    [Theory]
    [InlineData("Capture", 2_501, "exceeds_authorised")]
    [InlineData("Refund", 1, "exceeds_captured")]
    public async Task B12_Rules_RefuseForGood(string operation, long amount, string code)
    {
        var engine = Open();
        await engine.ExecuteAsync(Authorise(), default);
        var kind = Enum.Parse<OperationKind>(operation);
        var request = Capture() with { Kind = kind, Amount = amount, Key = PaymentDriver.Id + ":k" };
        var answer = await engine.ExecuteAsync(request, default);
        Assert.Equal((OperationOutcome.Refused, code), (answer!.Outcome, answer.Code));
    }

    private static Operation Authorise(string token = Tokens.Ok) => Authorise(PaymentDriver.Id, token);

    private static Operation Authorise(PaymentId payment, string token = Tokens.Ok) => new(
        OperationKind.Authorise, payment + ":auth", payment.Value, PaymentDriver.Order.Value, 2_500, "EUR", token);

    private static Operation Capture() =>
        Authorise() with { Kind = OperationKind.Capture, Key = PaymentDriver.Id + ":capture", Token = null };

    private static PaymentId PaymentOf(int number) =>
        PaymentId.For(OrderId.For(new PrincipalId("customer-1"), $"{number}"));

    private static async Task<List<ChargeRecord>> ReadAsync(SimulatorEngine engine, string? after = null)
    {
        List<ChargeRecord> records = [];
        await foreach (var record in engine.ReadAsync(after, default)) records.Add(record);
        return records;
    }

    private SimulatorEngine Open(IJournalStore? store = null, bool answersEarly = false)
    {
        var options = Options.Create(new SimulatorOptions());
        var webhooks = new WebhookSender(options, null, TimeProvider.System, NullLogger<WebhookSender>.Instance);
        return new(options, TimeProvider.System, webhooks, new SimulatorBooks(store ?? _store, answersEarly));
    }
}
