using System.Text.Json;
using ShopActors.Grains.Tests.Journals;

namespace ShopActors.Grains.Tests.Customers;

public sealed class MessageRulesTests
{
    private static readonly PersonalKey Key = CustomerSamples.Key;
    private static readonly CustomerId Id = CustomerId.New(new SeededRandom(1));
    private static readonly Caller Self = Caller.Customer(Id);
    private static readonly TokenHash Token = TokenHash.Of("token");
    private static readonly PasswordHash Password = new("bmV3");

    private CustomerState _state = new() { Id = Id };
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public MessageRulesTests()
    {
        Run(CustomerRules.Register(_state, new("r"), CustomerSamples.Of(new("Ada", "ada@example.org")), Key, _now));
        Run(CustomerRules.Finish(_state.Pending!, isClaimed: true, _now));
    }

    [Fact]
    public void Verification_TokenOfTheMessage_VerifiesTheAddressUntilItChanges()
    {
        Send(MessageKind.Verification);
        Assert.Equal(ErrorCode.InvalidToken, Run(MessageRules.VerifyEmail(_state, TokenHash.Of("other"), _now)));
        Assert.Null(Run(MessageRules.VerifyEmail(_state, Token, _now)));
        Assert.True(MessageRules.VerifyEmail(_state, Token, _now).IsRepeat);
        Assert.True(_state.ToSnapshot(Key).EmailVerified);
        Assert.True(MessageRules.RequestVerification(_state, new("again"), Self, _now).IsRepeat);

        Run(new ProfileChanged(new("u"), SealedProfile.Of(Key, new("Ada", "ADA@example.org"))) { At = _now });
        Assert.True(_state.EmailVerified);
        Run(new ProfileChanged(new("v"), SealedProfile.Of(Key, new("Ada", "ada@example.net"))) { At = _now });
        Assert.False(_state.EmailVerified);
        Assert.Equal(ErrorCode.InvalidToken, Run(MessageRules.VerifyEmail(_state, Token, _now)));
    }

    [Fact]
    public void Verification_AfterADay_IsOver()
    {
        Send(MessageKind.Verification);
        _now += MessageRules.LifetimeOf(MessageKind.Verification);
        Assert.Equal(ErrorCode.InvalidToken, Run(MessageRules.VerifyEmail(_state, Token, _now)));
    }

    [Fact]
    public void Reset_TokenOfTheMessage_SetsThePasswordOnceAndEndsAllSessions()
    {
        Send(MessageKind.PasswordReset);
        Assert.Equal(ErrorCode.InvalidToken, Run(MessageRules.VerifyEmail(_state, Token, _now)));
        Assert.Null(Run(MessageRules.Reset(_state, new("reset"), Token, Password, _now)));
        Assert.Equal((Password, true), (_state.Password, _state.EmailVerified));
        Assert.Empty(_state.Sessions);
        Assert.True(MessageRules.Reset(_state, new("reset"), Token, new("b3RoZXI="), _now).IsRepeat);
        Assert.Equal(
            ErrorCode.InvalidToken, Run(MessageRules.Reset(_state, new("other"), Token, new("b3RoZXI="), _now)));
    }

    [Fact]
    public void Reset_AfterAnHourOrAnotherChangeOfThePassword_IsOver()
    {
        Send(MessageKind.PasswordReset);
        Assert.NotNull(MessageRules.CheckReset(
            _state, Token, _now + MessageRules.LifetimeOf(MessageKind.PasswordReset)));
        Assert.Null(MessageRules.CheckReset(_state, Token, _now));
        Run(new PasswordSet(Password) { At = _now });
        Assert.Null(MessageRules.CheckReset(_state, Token, _now));
        Run(new PasswordSet(Password, new("change")) { At = _now });
        Assert.NotNull(MessageRules.CheckReset(_state, Token, _now));
    }

    [Fact]
    public void Request_TooSoonOrTooOften_IsRefusedUntilThen()
    {
        for (var i = 0; i < MessageRules.RequestsMax; i++)
        {
            Assert.Null(Run(MessageRules.RequestVerification(_state, new($"v{i}"), Self, _now)));
            Assert.True(MessageRules.RequestVerification(_state, new($"v{i}"), Self, _now).IsRepeat);
            var soon = MessageRules.RequestVerification(_state, new("soon"), Self, _now).Error;
            Assert.Equal(ErrorCode.TooManyRequests, soon?.Code);
            _now += MessageRules.RequestInterval;
        }

        var refused = MessageRules.RequestVerification(_state, new("often"), Self, _now).Error!;
        Assert.Equal(
            MessageRules.RequestsWithin - (MessageRules.RequestInterval * MessageRules.RequestsMax),
            refused.RetryAfter);
        Assert.Null(Run(MessageRules.RequestReset(_state, new("reset"), _now)));
        _now += refused.RetryAfter!.Value;
        Assert.Null(Run(MessageRules.RequestVerification(_state, new("later"), Self, _now)));
        Assert.Equal(2, _state.Messages.Length);
    }

    [Fact]
    public void Attempts_ThatFail_PauseLongerAndEndWithTheToken()
    {
        Assert.Null(Run(MessageRules.RequestReset(_state, new("reset"), _now)));
        var attempts = 0;
        while (_state.NextMessageAt is { } next)
        {
            _now = next;
            var message = MessageRules.NextDue(_state, _now)!;
            Run(new MessageTokenIssued(message.Id, TokenHash.Of($"{attempts++}")) { At = _now });
            Run(MessageRules.Fail(message, _now));
        }

        Assert.InRange(attempts, 8, 20);
        Assert.Equal(MessageRules.TokensMax, Assert.Single(_state.Messages).Tokens.Length);
    }

    private void Send(MessageKind kind)
    {
        Run(kind == MessageKind.Verification
            ? MessageRules.RequestVerification(_state, new("send"), Self, _now)
            : MessageRules.RequestReset(_state, new("send"), _now));
        var message = MessageRules.NextDue(_state, _now)!;
        Run(new MessageTokenIssued(message.Id, Token) { At = _now });
        Run(new MessageSent(message.Id) { At = _now });
        Assert.Null(_state.NextMessageAt);
    }

    private ErrorCode? Run(Decision<CustomerEvent> decision)
    {
        foreach (var e in decision.Events)
        {
            var stored = JsonSerializer.SerializeToUtf8Bytes(e, CustomerJson.Default.CustomerEvent);
            _state = _state.Apply(JsonSerializer.Deserialize(stored, CustomerJson.Default.CustomerEvent)!);
            var snapshot = JsonSerializer.SerializeToUtf8Bytes(_state, CustomerJson.Default.CustomerState);
            _state = JsonSerializer.Deserialize(snapshot, CustomerJson.Default.CustomerState)!;
        }

        return decision.Error?.Code;
    }
}
