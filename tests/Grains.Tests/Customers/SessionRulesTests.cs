using System.Text.Json;
using ShopActors.Grains.Tests.Journals;

namespace ShopActors.Grains.Tests.Customers;

public sealed class SessionRulesTests
{
    private static readonly CustomerId Id = CustomerId.New(new SeededRandom(1));
    private static readonly Caller Self = Caller.Customer(Id);
    private static readonly PasswordHash Password = new("aGFzaA==");
    private static readonly NewSession First = CustomerSamples.Session("first");

    private CustomerState _state = new() { Id = Id };
    private DateTimeOffset _now = new(2026, 1, 1, 0, 30, 0, TimeSpan.Zero);

    public SessionRulesTests()
    {
        Run(CustomerRules.Register(
            _state, new("r"), new() { Profile = new("Ada", "ada@example.org"), Session = First, Password = Password },
            CustomerSamples.Key, _now));
        Run(CustomerRules.Finish(_state.Pending!, isClaimed: true, _now));
    }

    [Fact]
    public void SignIn_WithThePresentPassword_BeginsASessionOnce()
    {
        var session = CustomerSamples.Session("second");
        Assert.Null(SignIn(session));
        Assert.Null(SignIn(session));
        Assert.Equal(2, _state.Sessions.Length);
        Assert.Null(SessionRules.Check(_state, session.Access, _now));
        Assert.Equal(ErrorCode.InvalidCredentials, SignIn(CustomerSamples.Session("third"), new("b3RoZXI=")));
        Assert.Equal(
            ErrorCode.IdempotencyKeyReused, SignIn(session with { Access = TokenHash.Of("of another network") }));
    }

    [Fact]
    public void SignIn_RepeatedAfterItsSessionEnded_DoesNotBeginItAgain()
    {
        var session = CustomerSamples.Session("second");
        Assert.Null(SignIn(session));
        Assert.Null(Run(SessionRules.End(_state, Self, session.Id, _now)));
        Assert.Null(Run(SessionRules.End(_state, Self, session.Id, _now)));
        Assert.Equal(ErrorCode.IdempotencyKeyReused, SignIn(session));
        Assert.Equal(
            ErrorCode.SessionNotFound, Run(SessionRules.End(_state, Self, SessionId.For(new OperationId("x")), _now)));
    }

    [Fact]
    public void SignIn_WithADearerHash_KeepsTheSessions()
    {
        var dearer = new PasswordHash("ZGVhcmVy");
        Run(SessionRules.SignIn(
            _state, new()
            {
                Verified = Password,
                Rehashed = dearer,
                Session = CustomerSamples.Session("second"),
                Source = CustomerSamples.Source(1),
            }, CustomerSamples.Key, _now));
        Assert.Equal((dearer, 2), (_state.Password, _state.Sessions.Length));
    }

    [Fact]
    public void Refresh_WithThePresentToken_ReplacesBothTokens()
    {
        _now += SessionRules.AccessLifetime;
        Assert.NotNull(SessionRules.Check(_state, First.Access, _now));
        Assert.Null(Refresh(First.Refresh, "1"));
        Assert.Null(SessionRules.Check(_state, TokenHash.Of("access 1"), _now));
        Assert.Equal(First.Id, Assert.Single(_state.Sessions).Key);
    }

    [Fact]
    public void Refresh_RepeatedAtOnceOrWithItsKey_IsTheSameAnswer()
    {
        Assert.Null(Refresh(First.Refresh, "1", new("key")));
        _now += SessionRules.Grace - TimeSpan.FromMilliseconds(1);
        Assert.Null(Refresh(First.Refresh, "1"));
        Assert.Null(SessionRules.Check(_state, First.Access, _now));
        _now += TimeSpan.FromHours(1);
        Assert.Null(Refresh(First.Refresh, "1", new("key")));
        Assert.NotNull(SessionRules.Check(_state, First.Access, _now));
        Assert.Null(SessionRules.Check(_state, TokenHash.Of("access 1"), _now));
    }

    [Fact]
    public void Refresh_WithATokenThatWasReplaced_EndsTheSession()
    {
        Assert.Null(Refresh(First.Refresh, "1"));
        _now += SessionRules.Grace;
        Assert.Null(Refresh(First.Refresh, "1"));
        Assert.Empty(_state.Sessions);
        Assert.NotNull(SessionRules.Check(_state, TokenHash.Of("access 1"), _now));
        Assert.Equal(ErrorCode.InvalidCredentials, Refresh(TokenHash.Of("refresh 1"), "2"));
    }

    [Fact]
    public void Refresh_WithAnOlderTokenDuringTheGrace_EndsTheSession()
    {
        Assert.Null(Refresh(First.Refresh, "1"));
        Assert.Null(Refresh(TokenHash.Of("refresh 1"), "2"));
        Assert.Null(Refresh(First.Refresh, "1"));
        Assert.Empty(_state.Sessions);
    }

    [Fact]
    public void Refresh_After30Days_IsOver()
    {
        _now += SessionRules.RefreshLifetime;
        Refresh(First.Refresh, "1");
        Assert.Empty(_state.Sessions);
    }

    [Fact]
    public void Sessions_OneTooMany_EndsTheOldest()
    {
        for (var i = 0; i < CustomerLimits.SessionsMax; i++) Assert.Null(SignIn(CustomerSamples.Session($"s{i}")));
        Assert.Equal(CustomerLimits.SessionsMax, _state.Sessions.Length);
        Assert.NotNull(SessionRules.Check(_state, First.Access, _now));
        Assert.Contains(First.Id, _state.EndedSessions);
    }

    [Fact]
    public void SignOut_OfTheTokenBefore_EndsTheSession()
    {
        Assert.Null(Refresh(First.Refresh, "1"));
        Assert.Null(Run(SessionRules.SignOut(_state, Self, First.Access, _now)));
        Assert.Empty(_state.Sessions);
    }

    [Fact]
    public void Use_OfASession_IsNotedOnceAnHour()
    {
        _now += TimeSpan.FromMinutes(59);
        Assert.True(SessionRules.Authenticate(_state, First.Access, _now).IsRepeat);
        _now += TimeSpan.FromMinutes(1);
        Assert.Null(Run(SessionRules.Authenticate(_state, First.Access, _now)));
        Assert.True(SessionRules.Authenticate(_state, First.Access, _now).IsRepeat);
        var shown = Assert.Single(_state.Sessions).ToSnapshot(First.Access, CustomerSamples.Key);
        Assert.Equal(
            (new(2026, 1, 1, 1, 0, 0, TimeSpan.Zero), true, CustomerSamples.UserAgent),
            (shown.LastUsedAt, shown.IsCurrent, shown.UserAgent));
    }

    [Fact]
    public void Token_StoredWithoutASession_IsAcceptedAndCanBeEnded()
    {
        var stored = JsonSerializer.Deserialize(
            $$"""
            {
              "id": "{{Id}}", "status": "Active", "version": 3, "profile": {"name": "Ada", "email": "a@b.example"},
              "createdAt": 1767225600000, "tokens": [{"hash": "{{First.Access}}", "addedAt": 1767225600000}],
              "replies": []
            }
            """,
            CustomerJson.Default.CustomerState)!;
        Assert.Null(SessionRules.Check(stored, First.Access, _now));
        var session = Assert.Single(stored.Sessions);
        Assert.Equal(SessionId.For(First.Access), session.Key);
        Assert.NotNull(SessionRules.Check(stored, First.Access, _now + SessionRules.AccessLifetime));
        Assert.Empty(stored.Apply(new TokenRevoked(session.Hash) { At = _now }).Sessions);
    }

    [Fact]
    public void UserAgent_StoredInClearText_IsStillShown()
    {
        var stored = JsonSerializer.Deserialize(
            $$"""
            {
              "t": "token-added", "at": 1767225600000, "token": "{{First.Access}}",
              "session": {"id": "{{First.Id}}", "refresh": "{{First.Refresh}}", "userAgent": "old/1.0"}
            }
            """,
            CustomerJson.Default.CustomerEvent)!;
        var session = new CustomerState { Id = Id }.Apply(stored).Sessions.Single();
        Assert.Equal("old/1.0", session.ToSnapshot(null, CustomerSamples.Key).UserAgent);
    }

    [Fact]
    public void ChangePassword_Verified_EndsTheOtherSessionsOnce()
    {
        Assert.Null(SignIn(CustomerSamples.Session("second")));
        var change = new ChangePassword
        {
            Verified = Password,
            Password = new("bmV3"),
            Kept = First.Access,
            Source = CustomerSamples.Source(1),
        };
        Assert.Null(Run(PasswordRules.Change(_state, new("p"), Self, change, _now)));
        Assert.Equal(First.Id, Assert.Single(_state.Sessions).Key);
        Assert.Equal(new("bmV3"), _state.Password);
        Assert.True(PasswordRules.Change(_state, new("p"), Self, change, _now).IsRepeat);
        Assert.Equal(ErrorCode.InvalidCredentials, Run(PasswordRules.Change(_state, new("q"), Self, change, _now)));
        var stranger = Caller.Customer(CustomerId.New(new SeededRandom(9)));
        Assert.Equal(ErrorCode.CustomerNotFound, Run(PasswordRules.Change(_state, new("q"), stranger, change, _now)));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("shop\u0007", null)]
    [InlineData("shop \u202E", null)]
    [InlineData(" Mozilla/5.0 ", "Mozilla/5.0")]
    public void UserAgent_IsKeptIfItCanBeShown(string? sent, string? kept) =>
        Assert.Equal(kept, SessionRules.ToStored(sent));

    [Fact]
    public void UserAgent_TooLong_IsCutBetweenCharacters() =>
        Assert.Equal(
            CustomerLimits.UserAgentMax - 1,
            SessionRules.ToStored($"{new string('x', CustomerLimits.UserAgentMax - 1)}\U0001F600")!.Length);

    [Fact]
    public void State_AsText_HasNoSecret()
    {
        Assert.DoesNotContain(Password.Value, _state.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Password.Value, $"{new SignInAttempt { Password = Password }}", StringComparison.Ordinal);
    }

    private ErrorCode? SignIn(NewSession session, PasswordHash? verified = null) => Run(SessionRules.SignIn(
        _state,
        new() { Verified = verified ?? Password, Session = session, Source = CustomerSamples.Source(1) },
        CustomerSamples.Key,
        _now));

    private ErrorCode? Refresh(TokenHash presented, string next, OperationId? operation = null) =>
        Run(SessionRules.Refresh(
            _state,
            new()
            {
                Session = First.Id,
                Presented = presented,
                Access = TokenHash.Of($"access {next}"),
                Refresh = TokenHash.Of($"refresh {next}"),
                Operation = operation,
            },
            _now));

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
