using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ShopActors.PaymentSimulator;

namespace ShopActors.Grains.Tests.Payments;

public sealed class SimulatorTests : IDisposable
{
    private readonly TemporaryDirectory _home = new("simulator-tests-");

    private string LogPath => _home.File("payments.log");

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
    public async Task Reopen_RemembersEveryKey()
    {
        using (var engine = Open())
        {
            await engine.ExecuteAsync(Authorise(), default);
            await engine.ExecuteAsync(Capture(), default);
        }

        using var reopened = Open();
        var again = await reopened.ExecuteAsync(Capture(), default);
        Assert.Equal(OperationOutcome.Succeeded, again!.Outcome);
        Assert.Equal(2, reopened.ReadLog(0, 100).Items.Count);
        Assert.Equal((2_500, 1), (reopened.CopyCharges()[0].Captured, reopened.CopyCharges()[0].Captures));
    }

    [Fact]
    public async Task Reopen_TornLastLine_IsCut()
    {
        using (var engine = Open())
        {
            await engine.ExecuteAsync(Authorise(), default);
            await engine.ExecuteAsync(Capture(), default);
        }

        var bytes = await File.ReadAllBytesAsync(LogPath);
        await File.WriteAllBytesAsync(LogPath, bytes[..^5]);
        using var reopened = Open();
        Assert.Single(reopened.ReadLog(0, 100).Items);
        Assert.NotNull(await reopened.ExecuteAsync(Capture(), default));
    }

    [Fact]
    public async Task Reopen_TornLineBeforeTheZerosOfAKilledProcess_IsCut()
    {
        using (var engine = Open())
        {
            await engine.ExecuteAsync(Authorise(), default);
            await engine.ExecuteAsync(Capture(), default);
        }

        var bytes = await File.ReadAllBytesAsync(LogPath);
        bytes[^5] = 0;
        await File.WriteAllBytesAsync(LogPath, [.. bytes, .. new byte[4_096]]);
        using var reopened = Open();
        Assert.Single(reopened.ReadLog(0, 100).Items);
        Assert.NotNull(await reopened.ExecuteAsync(Capture(), default));
    }

    [Fact]
    public async Task Reopen_DamageBeforeTheLastLine_Refuses()
    {
        using (var engine = Open())
        {
            await engine.ExecuteAsync(Authorise(), default);
            await engine.ExecuteAsync(Capture(), default);
        }

        var bytes = await File.ReadAllBytesAsync(LogPath);
        bytes[40] ^= 1;
        await File.WriteAllBytesAsync(LogPath, bytes);
        Assert.Throws<InvalidDataException>(() => Open());
    }

    [Fact]
    public void Open_Twice_RefusesTheSecond()
    {
        using var engine = Open();
        Assert.Throws<IOException>(() => Open());
    }

    [Fact]
    public async Task TimeoutBefore_FirstRequest_HasNoEffect()
    {
        using var engine = Open();
        Assert.Null(await engine.ExecuteAsync(Authorise(Tokens.TimeoutBefore), default));
        Assert.Null(await engine.FindAsync(Authorise().Key, default));
        Assert.NotNull(await engine.ExecuteAsync(Authorise(Tokens.TimeoutBefore), default));
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
    public async Task Execute_ManyAtOnce_ShareFlushesAndLoseNothing()
    {
        using (var engine = Open())
        {
            await Task.WhenAll(Enumerable.Range(0, 500).Select(async n =>
            {
                var payment = PaymentId.For(OrderId.For(new PrincipalId("customer-1"), $"{n}")).Value;
                await Task.Yield();
                await engine.ExecuteAsync(Authorise() with { Payment = payment, Key = payment + ":auth" }, default);
            }));
        }

        using var reopened = Open();
        Assert.Equal(500, reopened.ReadLog(0, 1_000).Items.Count);
        var page = reopened.ReadCharges(null, 300, null);
        var rest = reopened.ReadCharges(page.NextAfter, 300, null);
        Assert.Equal((300, 200, (string?)null), (page.Items.Count, rest.Items.Count, rest.NextAfter));
    }

    [Theory]
    [InlineData("Capture", 2_501, "exceeds_authorised")]
    [InlineData("Refund", 1, "exceeds_captured")]
    public async Task Rules_RefuseForGood(string operation, long amount, string code)
    {
        using var engine = Open();
        await engine.ExecuteAsync(Authorise(), default);
        var kind = Enum.Parse<OperationKind>(operation);
        var answer = await engine.ExecuteAsync(Capture() with { Kind = kind, Amount = amount, Key = "k" }, default);
        Assert.Equal((OperationOutcome.Refused, code), (answer!.Outcome, answer.Code));
    }

    private static Operation Authorise(string token = Tokens.Ok) => new(
        OperationKind.Authorise, PaymentDriver.Id + ":auth", PaymentDriver.Id.Value, PaymentDriver.Order.Value, 2_500,
        "EUR", token);

    private static Operation Capture() =>
        Authorise() with { Kind = OperationKind.Capture, Key = PaymentDriver.Id + ":capture", Token = null };

    private SimulatorEngine Open()
    {
        var options = Options.Create(new SimulatorOptions { LogPath = LogPath });
        var webhooks = new WebhookSender(options, null!, TimeProvider.System, NullLogger<WebhookSender>.Instance);
        return new SimulatorEngine(options, TimeProvider.System, webhooks);
    }
}
