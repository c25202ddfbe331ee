using System.Text.Json;
using ShopActors.Grains.Tests.Journals;

namespace ShopActors.Grains.Tests.Customers;

public sealed class CustomerRulesTests
{
    private static readonly CustomerId Id = CustomerId.New(new SeededRandom(1));
    private static readonly Caller Self = Caller.Customer(Id);
    private static readonly PersonalKey Key = CustomerSamples.Key;
    private static readonly CustomerProfile Ada = new("Ada", "ada@example.org");
    private static readonly OperationId Register = new("register");
    private static readonly TokenHash Token = TokenHash.Of("issued");

    private CustomerState _state = new() { Id = Id };
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Register_Claimed_IsActive()
    {
        Assert.Null(Run(CustomerRules.Register(_state, Register, With(Ada), Key, _now)));
        Assert.NotNull(_state.Pending);
        Assert.NotNull(CustomerRules.CheckVisible(_state, Self));
        Run(CustomerRules.Finish(_state.Pending!, isClaimed: true, _now));
        Assert.Null(CustomerRules.CheckVisible(_state, Self));
        Assert.Equal("Ada", _state.ToSnapshot(Key).Name);
        Assert.Null(CustomerSaga.Next(_state));
    }

    [Fact]
    public void Register_Again_OnlyWithTheSameOperationAndProfile()
    {
        Registered();
        Assert.Null(Run(CustomerRules.Register(_state, Register, With(Ada), Key, _now)));
        Assert.Null(_state.Pending);
        Assert.Equal(
            ErrorCode.IdempotencyKeyReused,
            Run(CustomerRules.Register(_state, Register, With(new("A", "b@c")), Key, _now)));
        Assert.Equal(
            ErrorCode.AlreadyRegistered, Run(CustomerRules.Register(_state, new("other"), With(Ada), Key, _now)));
    }

    [Fact]
    public void Register_AgainAfterItsTokenWasRevoked_IsRefused()
    {
        Registered();
        Assert.Null(SessionRules.Check(_state, Token, _now));
        Run(SessionRules.SignOut(_state, Self, Token, _now));
        Assert.Equal(ErrorCode.AlreadyRegistered, Run(CustomerRules.Register(_state, Register, With(Ada), Key, _now)));
        Assert.NotNull(SessionRules.Check(_state, Token, _now));
    }

    [Fact]
    public void Register_Invalid_NamesEveryWrongField()
    {
        var decision = CustomerRules.Register(_state, Register, With(new("", "no-address")), Key, _now);
        Assert.Equal(ErrorCode.InvalidCustomer, decision.Error?.Code);
        Assert.Equal("name,email", decision.Error?.Details["fields"]);
    }

    [Theory]
    [InlineData("\u200B\u3164 \u00AD")]
    [InlineData("Ada\u0007")]
    [InlineData("Ada \u202Eadmin")]
    public void Register_NameThatCannotBeShown_IsRefused(string name)
    {
        var decision = CustomerRules.Register(_state, Register, With(Ada with { Name = name }), Key, _now);
        Assert.Equal("name", decision.Error!.Details["fields"]);
    }

    [Fact]
    public void Register_Profile_StoresTheNameComposedAndTheAddressAsEntered()
    {
        var entered = new CustomerProfile(" Zoe\u0308 ", "Zoe@Mu\u0308nchen.DE.");
        var decision = CustomerRules.Register(_state, Register, With(entered), Key, _now);
        var stored = new CustomerProfile("Zoë", entered.Email);
        Assert.Equal(stored, Assert.IsType<ProfileChanging>(Assert.Single(decision.Events)).Profile.Open(Key));
        Assert.Null(Run(decision));
        Run(CustomerRules.Finish(_state.Pending!, isClaimed: true, _now));
        Assert.Null(Run(CustomerRules.Register(_state, Register, With(entered), Key, _now)));
    }

    [Fact]
    public void Update_NewAddress_GivesTheOldOneBack()
    {
        Registered();
        var moved = Ada with { Email = "ada@example.net" };
        Assert.Null(Run(CustomerRules.Update(_state, new("u"), Self, moved, VersionMatch.Any, Key, _now)));
        Run(new ProfileChanged(new("u"), SealedProfile.Of(Key, moved)) { At = _now });
        Assert.Equal(EmailAddress.ClaimKey(Ada.Email), Assert.Single(_state.Releasing));
        Run(CustomerRules.Update(_state, new("v"), Self, Ada, VersionMatch.Any, Key, _now));
        Run(new ProfileChanged(new("v"), SealedProfile.Of(Key, Ada)) { At = _now });
        Assert.Equal(EmailAddress.ClaimKey(moved.Email), Assert.Single(_state.Releasing));
    }

    [Fact]
    public void Update_SameAddressInOtherCase_NeedsNoClaim()
    {
        Registered();
        var other = new CustomerProfile("Ada L.", "ADA@example.org");
        Assert.Null(Run(CustomerRules.Update(_state, new("u"), Self, other, VersionMatch.Any, Key, _now)));
        Assert.Null(CustomerSaga.Next(_state));
        Assert.Equal("Ada L.", _state.ToSnapshot(Key).Name);
    }

    [Fact]
    public void Update_StaleVersionOrStranger_IsRefused()
    {
        Registered();
        Assert.Equal(
            ErrorCode.StaleVersion, Run(CustomerRules.Update(_state, new("u"), Self, Ada, new(99), Key, _now)));
        var stranger = Caller.Customer(CustomerId.New(new SeededRandom(9)));
        Assert.Equal(
            ErrorCode.CustomerNotFound,
            Run(CustomerRules.Update(_state, new("u"), stranger, Ada, VersionMatch.Any, Key, _now)));
        Assert.Equal(ErrorCode.CustomerNotFound, Run(CustomerRules.Delete(_state, stranger, VersionMatch.Any, _now)));
    }

    [Fact]
    public void Version_AfterTheEventsThatFollowAChange_IsThatOfItsAnswer()
    {
        Registered();
        var registered = _state.Find(Register, Key)!.Version;
        Assert.Equal(registered, _state.ToSnapshot(Key).Version);

        var moved = Ada with { Email = "ada@example.net" };
        Assert.Null(Run(CustomerRules.Update(_state, new("u"), Self, moved, new(registered), Key, _now)));
        Run(CustomerRules.Finish(_state.Pending!, isClaimed: true, _now));
        var updated = _state.Find(new("u"), Key)!.Version;
        Assert.Equal(ErrorCode.StaleVersion, Run(CustomerRules.Delete(_state, Self, new(registered), _now)));
        Run(new EmailReleased(Assert.Single(_state.Releasing)) { At = _now });
        Run(new TokenAdded(TokenHash.Of("t")) { At = _now });
        Run(SessionRules.SignOut(_state, Self, TokenHash.Of("t"), _now));
        Run(new ProfileRefused(new("v")) { At = _now });

        Assert.Equal(updated, _state.ToSnapshot(Key).Version);
        Assert.Null(Run(CustomerRules.Delete(_state, Self, new(updated), _now)));
    }

    /// <summary>A tag from before a silo was updated must never name another profile than it did.</summary>
    [Fact]
    public void Version_OfAStateStoredEarlier_IsOfItsLatestChangeAndNeverUsedAgain()
    {
        var (ada, moved) = (Stored(Ada), Stored(Ada with { Email = "a@b.example" }));
        var stored = JsonSerializer.Deserialize(
            $$"""
            {
              "id": "{{Id}}", "status": "Active", "version": 6, "profile": {{moved}},
              "createdAt": 1767225600000, "releasing": [], "tokens": [],
              "replies": [
                {"operation": "r", "profile": {{ada}}, "version": 2},
                {"operation": "u", "profile": {{moved}}, "version": 5}
              ]
            }
            """,
            CustomerJson.Default.CustomerState)!;

        Assert.Equal(5, stored.ToSnapshot(Key).Version);
        var changed = stored.Apply(new ProfileChanged(new("v"), SealedProfile.Of(Key, Ada)) { At = _now });
        Assert.Equal(7, changed.ToSnapshot(Key).Version);

        static string Stored(CustomerProfile profile) =>
            JsonSerializer.Serialize(SealedProfile.Of(Key, profile), CustomerJson.Default.SealedProfile);
    }

    [Fact]
    public void Delete_ForgetsThePersonAndStaysDeleted()
    {
        Registered();
        Run(new TokenAdded(TokenHash.Of("t")) { At = _now });
        Assert.Null(Run(CustomerRules.Delete(_state, Self, VersionMatch.Any, _now)));
        Assert.Null(Run(CustomerRules.Delete(_state, Self, VersionMatch.Any, _now)));
        var stored = JsonSerializer.Serialize(_state, CustomerJson.Default.CustomerState);
        Assert.DoesNotContain("ada", stored, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(ErrorCode.Unauthenticated, SessionRules.Check(_state, TokenHash.Of("t"), _now)?.Code);
        Assert.Equal(ErrorCode.AlreadyRegistered, Run(CustomerRules.Register(_state, Register, With(Ada), Key, _now)));
    }

    private void Registered()
    {
        Run(CustomerRules.Register(_state, Register, With(Ada), Key, _now));
        Run(CustomerRules.Finish(_state.Pending!, isClaimed: true, _now));
    }

    private static RegisterCustomer With(CustomerProfile profile) => new()
    {
        Profile = profile,
        Session = new() { Id = SessionId.For(Register), Access = Token, Refresh = TokenHash.Of("refresh") },
    };

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
