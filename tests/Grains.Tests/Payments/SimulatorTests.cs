using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ShopActors.PaymentSimulator;

namespace ShopActors.Grains.Tests.Payments;

public sealed class SimulatorTests : IDisposable
{
    private readonly TemporaryDirectory _home = new("simulator-tests-");

    private string DatabasePath => Path.Combine(_home.FullName, "data", "payments.db");

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Execute_SameKeyAgain_IsExecutedOnce()
    {
        using var engine = Open();
        var first = await engine.ExecuteAsync(Authorise(), default);
        var again = await engine.ExecuteAsync(Authorise(), default);
        Assert.Equal(first, again);
        Assert.Single(engine.ReadLog(0, 100).Items);
    }

    [Fact]
    public async Task Execute_SameKeyForSomethingElse_IsRefused()
    {
        using var engine = Open();
        await engine.ExecuteAsync(Authorise(), default);
        var other = await engine.ExecuteAsync(Authorise() with { Amount = 1 }, default);
        Assert.Equal((OperationOutcome.Refused, "key_reused"), (other!.Outcome, other.Code));
    }

    [Fact]
    public async Task Execute_SameKeyForAnotherPayment_IsRefused()
    {
        using var engine = Open();
        await engine.ExecuteAsync(Authorise(), default);
        var other = await engine.ExecuteAsync(Authorise(PaymentOf(1)) with { Key = Authorise().Key }, default);
        Assert.Equal((OperationOutcome.Refused, "key_reused"), (other!.Outcome, other.Code));
        Assert.Single(engine.ReadCharges(null, 100, null).Items);
    }

    [Fact]
    public async Task Execute_KeyThatIsAPaymentsId_IsAKeyLikeAnyOther()
    {
        using var engine = Open();
        var first = await engine.ExecuteAsync(Authorise() with { Key = Authorise().Payment }, default);
        await engine.ExecuteAsync(Capture(), default);
        Assert.Equal(first, await engine.FindAsync(Authorise().Payment, default));
        Assert.Equal(2_500, Assert.Single(engine.ReadCharges(null, 100, null).Items).Captured);
    }

    [Fact]
    public async Task Execute_OneKeyManyTimesAtOnce_IsExecutedOnce()
    {
        using var engine = Open();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(_ => Task.Run(() => engine.ExecuteAsync(Authorise(), default))));
        Assert.Single(answers.Distinct());
        Assert.Single(engine.ReadLog(0, 100).Items);
    }

    [Fact]
    public async Task Reopen_RemembersEveryKey()
    {
        LogEntry? authorised;
        using (var engine = Open())
        {
            authorised = await engine.ExecuteAsync(Authorise(), default);
            await engine.ExecuteAsync(Capture(), default);
        }

        using var reopened = Open();
        Assert.Equal(authorised, await reopened.ExecuteAsync(Authorise(), default));
        Assert.Equal(authorised, await reopened.FindAsync(Authorise().Key, default));
        Assert.Equal(OperationOutcome.Succeeded, (await reopened.ExecuteAsync(Capture(), default))!.Outcome);
        Assert.Equal(2, reopened.ReadLog(0, 100).Items.Count);
        var charge = Assert.Single(reopened.ReadCharges(null, 100, null).Items);
        Assert.Equal((2_500, 2_500, 1), (charge.Authorised, charge.Captured, charge.Captures));
    }

    [Fact]
    public async Task Reopen_FilesOfAKilledProcess_HoldEveryAnswer()
    {
        using var engine = Open();
        for (var n = 0; n < 50; n++) await engine.ExecuteAsync(Authorise(PaymentOf(n)), default);
        var copy = _home.Child("copy");
        foreach (var suffix in (string[])["", "-wal"])
        {
            File.Copy(DatabasePath + suffix, Path.Combine(copy, "payments.db" + suffix));
        }

        using var reopened = Open(Path.Combine(copy, "payments.db"));
        Assert.Equal(engine.ReadLog(0, 100).Items, reopened.ReadLog(0, 100).Items);
        var next = await reopened.ExecuteAsync(Authorise(), default);
        Assert.Equal((51, "sim_00000051"), (next!.Sequence, next.Reference));
    }

    [Fact]
    public async Task Open_OverwrittenHeader_Refuses()
    {
        using (var engine = Open()) await engine.ExecuteAsync(Authorise(), default);
        var bytes = await File.ReadAllBytesAsync(DatabasePath);
        bytes.AsSpan(0, 100).Fill((byte)'x');
        await File.WriteAllBytesAsync(DatabasePath, bytes);
        Assert.Contains(DatabasePath, Assert.ThrowsAny<IOException>(() => Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_OverwrittenPages_IsRefusedUntilARestart()
    {
        using (var engine = Open()) await ExecuteAtOnce(engine, 500);
        var bytes = await File.ReadAllBytesAsync(DatabasePath);
        bytes.AsSpan(4096).Fill((byte)'x');
        await File.WriteAllBytesAsync(DatabasePath, bytes);

        using var damaged = Open();
        await Assert.ThrowsAnyAsync<IOException>(() => damaged.ExecuteAsync(Authorise(), default));
        await Assert.ThrowsAnyAsync<IOException>(() => damaged.FindAsync(Authorise().Key, default));
        Assert.ThrowsAny<IOException>(() => damaged.ReadLog(0, 100));
    }

    [Theory]
    [InlineData("PRAGMA application_id = 1", "another program")]
    [InlineData("PRAGMA user_version = 99", "version 99")]
    public void Open_ForeignOrNewerDatabase_Refuses(string sql, string reason)
    {
        Open().Dispose();
        using (var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own text.
            command.CommandText = sql;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }

        Assert.Contains(reason, Assert.ThrowsAny<IOException>(() => Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Twice_RefusesTheSecond()
    {
        using var engine = Open();
        var refusal = Assert.ThrowsAny<IOException>(() => Open());
        Assert.Contains("PaymentSimulator:DatabasePath", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_NewDatabase_IsReadableByItsAccountAlone()
    {
        if (OperatingSystem.IsWindows()) return;

        const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var engine = Open();
        await engine.ExecuteAsync(Authorise(), default);
        var folder = Path.GetDirectoryName(DatabasePath)!;
        Assert.Equal(FileMode | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        foreach (var file in Directory.GetFiles(folder)) Assert.Equal(FileMode, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Execute_ItsAnswer_IsNotKeptInMemory()
    {
        using var engine = Open();
        var answers = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(n => Task.Run(async () =>
            new WeakReference(await engine.ExecuteAsync(Authorise(PaymentOf(n)), default)))));
        GC.Collect();

        // A thread may still refer to what it did last.
        Assert.InRange(answers.Count(answer => answer.IsAlive), 0, 10);
    }

    [Fact]
    public async Task B1_TimeoutBefore_FirstRequest_HasNoEffect()
    {
        using var engine = Open();
        Assert.Null(await engine.ExecuteAsync(Authorise(Tokens.TimeoutBefore), default));
        Assert.Null(await engine.FindAsync(Authorise().Key, default));
        Assert.NotNull(await engine.ExecuteAsync(Authorise(Tokens.TimeoutBefore), default));
    }

    [Fact]
    public async Task TimeoutBefore_MoreKeysThanAreRemembered_ForgetsTheFirst()
    {
        using var engine = Open();
        var requests = Enumerable.Range(0, SimulatorEngine.LostMax + 1)
            .Select(n => Authorise(Tokens.TimeoutBefore) with { Key = $"key-{n}" }).ToList();
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
        using var engine = Open();
        Assert.Null(await engine.ExecuteAsync(Authorise(Tokens.TimeoutAfter), default));
        Assert.Equal(OperationOutcome.Succeeded, (await engine.FindAsync(Authorise().Key, default))!.Outcome);
    }

    [Theory]
    [InlineData(Tokens.Declined, "card_declined")]
    [InlineData(Tokens.InsufficientFunds, "insufficient_funds")]
    [InlineData("tok_nonsense", "unknown_token")]
    public async Task Declines_HaveTheirCode(string token, string code)
    {
        using var engine = Open();
        var answer = await engine.ExecuteAsync(Authorise(token), default);
        Assert.Equal((OperationOutcome.Declined, code), (answer!.Outcome, answer.Code));
    }

    [Fact]
    public async Task Execute_ManyAtOnce_LoseNothingAndAreNumberedWithoutGaps()
    {
        using (var engine = Open()) await ExecuteAtOnce(engine, 500);

        using var reopened = Open();
        var first = reopened.ReadLog(0, 300);
        var second = reopened.ReadLog(first.NextAfter!.Value, 300);
        var log = first.Items.Concat(second.Items).ToList();
        Assert.Equal(Enumerable.Range(1, 500).Select(n => (long)n), log.Select(entry => entry.Sequence));
        Assert.Equal(500, log.Select(entry => entry.Key).Distinct().Count());
        Assert.Null(second.NextAfter);
        Assert.Null(reopened.ReadLog(200, 300).NextAfter);
    }

    [Fact]
    public async Task ReadCharges_Pages_AreInOrdinalOrder()
    {
        using var engine = Open();
        var answers = await ExecuteAtOnce(engine, 50);
        var first = engine.ReadCharges(null, 30, null);
        var second = engine.ReadCharges(first.NextAfter, 30, null);
        Assert.Equal((30, 20, (string?)null), (first.Items.Count, second.Items.Count, second.NextAfter));
        Assert.Equal(
            answers.Select(answer => answer.Payment).Order(StringComparer.Ordinal),
            first.Items.Concat(second.Items).Select(charge => charge.Payment));
        Assert.Equal(50, engine.ReadCharges(null, 50, PaymentDriver.Order.Value).Items.Count);
        Assert.Empty(engine.ReadCharges(null, 50, "another").Items);
    }

    [Theory]
    [InlineData("Capture", 2_501, "exceeds_authorised")]
    [InlineData("Refund", 1, "exceeds_captured")]
    public async Task B12_Rules_RefuseForGood(string operation, long amount, string code)
    {
        using var engine = Open();
        await engine.ExecuteAsync(Authorise(), default);
        var kind = Enum.Parse<OperationKind>(operation);
        var answer = await engine.ExecuteAsync(Capture() with { Kind = kind, Amount = amount, Key = "k" }, default);
        Assert.Equal((OperationOutcome.Refused, code), (answer!.Outcome, answer.Code));
    }

    private static Operation Authorise(string token = Tokens.Ok) => Authorise(PaymentDriver.Id, token);

    private static Operation Authorise(PaymentId payment, string token = Tokens.Ok) => new(
        OperationKind.Authorise, payment + ":auth", payment.Value, PaymentDriver.Order.Value, 2_500, "EUR", token);

    private static Operation Capture() =>
        Authorise() with { Kind = OperationKind.Capture, Key = PaymentDriver.Id + ":capture", Token = null };

    private static PaymentId PaymentOf(int number) =>
        PaymentId.For(OrderId.For(new PrincipalId("customer-1"), $"{number}"));

    private static async Task<LogEntry[]> ExecuteAtOnce(SimulatorEngine engine, int payments) =>
        (await Task.WhenAll(Enumerable.Range(0, payments)
            .Select(n => Task.Run(() => engine.ExecuteAsync(Authorise(PaymentOf(n)), default)))))!;

    private SimulatorEngine Open(string? path = null)
    {
        var options = Options.Create(new SimulatorOptions { DatabasePath = path ?? DatabasePath });
        var webhooks = new WebhookSender(options, null!, TimeProvider.System, NullLogger<WebhookSender>.Instance);
        return new SimulatorEngine(options, TimeProvider.System, webhooks);
    }
}
