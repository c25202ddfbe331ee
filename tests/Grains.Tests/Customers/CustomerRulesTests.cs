using System.Text.Json;
using ShopActors.Grains.Tests.Journals;

namespace ShopActors.Grains.Tests.Customers;

public sealed class CustomerRulesTests
{
    private static readonly CustomerId Id = CustomerId.New(new SeededRandom(1));
    private static readonly Caller Self = Caller.Customer(Id);
    private static readonly CustomerProfile Ada = new("Ada", "ada@example.org");
    private static readonly OperationId Register = new("register");

    private CustomerState _state = new() { Id = Id };
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Register_Claimed_IsActive()
    {
        Assert.Null(Run(CustomerRules.Register(_state, Register, Ada, _now)));
        Assert.NotNull(_state.Pending);
        Assert.NotNull(CustomerRules.CheckVisible(_state, Self));
        Run(new ProfileChanged(Register, Ada) { At = _now });
        Assert.Null(CustomerRules.CheckVisible(_state, Self));
        Assert.Equal("Ada", _state.ToSnapshot().Name);
        Assert.Null(CustomerSaga.Next(_state));
    }

    [Fact]
    public void Register_Again_OnlyWithTheSameOperationAndProfile()
    {
        Registered();
        Assert.Null(Run(CustomerRules.Register(_state, Register, Ada, _now)));
        Assert.Null(_state.Pending);
        Assert.Equal("customer.operation-reused", Run(CustomerRules.Register(_state, Register, new("A", "b@c"), _now)));
        Assert.Equal("customer.already-registered", Run(CustomerRules.Register(_state, new("other"), Ada, _now)));
    }

    [Fact]
    public void Register_Invalid_NamesEveryWrongField()
    {
        var decision = CustomerRules.Register(_state, Register, new("", "nobody"), _now);
        Assert.Equal("customer.invalid", decision.Error?.Code);
        Assert.Equal(["email", "name"], decision.Error?.Details.Keys.Order());
    }

    [Theory]
    [InlineData("\u200B\u3164 \u00AD")]
    [InlineData("Ada\u0007")]
    [InlineData("Ada \u202Eadmin")]
    public void Register_NameThatCannotBeShown_IsRefused(string name)
    {
        var decision = CustomerRules.Register(_state, Register, Ada with { Name = name }, _now);
        Assert.Equal("name", Assert.Single(decision.Error!.Details.Keys));
    }

    [Fact]
    public void Register_Profile_StoresTheNameComposedAndTheAddressAsEntered()
    {
        var entered = new CustomerProfile(" Zoe\u0308 ", "Zoe@Mu\u0308nchen.DE.");
        var decision = CustomerRules.Register(_state, Register, entered, _now);
        var stored = new CustomerProfile("Zoë", entered.Email);
        Assert.Equal(stored, Assert.IsType<ProfileChanging>(Assert.Single(decision.Events)).Profile);
        Assert.Null(Run(decision));
        Run(new ProfileChanged(Register, stored) { At = _now });
        Assert.Null(Run(CustomerRules.Register(_state, Register, entered, _now)));
    }

    [Fact]
    public void Update_NewAddress_GivesTheOldOneBack()
    {
        Registered();
        var moved = Ada with { Email = "ada@example.net" };
        Assert.Null(Run(CustomerRules.Update(_state, new("u"), Self, moved, null, _now)));
        Run(new ProfileChanged(new("u"), moved) { At = _now });
        Assert.Equal(EmailAddress.ClaimKey(Ada.Email), Assert.Single(_state.Releasing));
        Run(CustomerRules.Update(_state, new("v"), Self, Ada, null, _now));
        Run(new ProfileChanged(new("v"), Ada) { At = _now });
        Assert.Equal(EmailAddress.ClaimKey(moved.Email), Assert.Single(_state.Releasing));
    }

    [Fact]
    public void Update_SameAddressInOtherCase_NeedsNoClaim()
    {
        Registered();
        Assert.Null(Run(CustomerRules.Update(_state, new("u"), Self, new("Ada L.", "ADA@example.org"), null, _now)));
        Assert.Null(CustomerSaga.Next(_state));
        Assert.Equal("Ada L.", _state.ToSnapshot().Name);
    }

    [Fact]
    public void Update_StaleVersionOrStranger_IsRefused()
    {
        Registered();
        Assert.Equal("customer.version-conflict", Run(CustomerRules.Update(_state, new("u"), Self, Ada, 99, _now)));
        var stranger = Caller.Customer(CustomerId.New(new SeededRandom(9)));
        Assert.Equal("customer.not-found", Run(CustomerRules.Update(_state, new("u"), stranger, Ada, null, _now)));
        Assert.Equal("customer.not-found", Run(CustomerRules.Delete(_state, stranger, _now)));
    }

    [Fact]
    public void Delete_ForgetsThePersonAndStaysDeleted()
    {
        Registered();
        Run(CustomerRules.AddToken(_state, Self, TokenHash.Of("t"), _now));
        Assert.Null(Run(CustomerRules.Delete(_state, Self, _now)));
        Assert.Null(Run(CustomerRules.Delete(_state, Self, _now)));
        var stored = JsonSerializer.Serialize(_state, CustomerJson.Default.CustomerState);
        Assert.DoesNotContain("ada", stored, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("customer.invalid-token", CustomerRules.Authenticate(_state, TokenHash.Of("t"), _now)?.Code);
        Assert.Equal("customer.already-registered", Run(CustomerRules.Register(_state, Register, Ada, _now)));
    }

    [Fact]
    public void Token_IsAcceptedForItsTimeUntilRevoked()
    {
        Registered();
        var (first, second) = (TokenHash.Of("1"), TokenHash.Of("2"));
        Run(CustomerRules.AddToken(_state, Self, first, _now));
        Run(CustomerRules.AddToken(_state, Self, second, _now));
        Assert.Null(CustomerRules.Authenticate(_state, first, _now));
        Run(CustomerRules.RevokeToken(_state, Self, first, _now));
        Assert.NotNull(CustomerRules.Authenticate(_state, first, _now));
        Assert.Null(CustomerRules.Authenticate(_state, second, _now));
        _now += CustomerRules.TokenLifetime;
        Assert.NotNull(CustomerRules.Authenticate(_state, second, _now));
    }

    [Fact]
    public void Tokens_OneTooMany_DropsTheOldest()
    {
        Registered();
        for (var i = 0; i <= CustomerRules.TokensMax; i++)
        {
            Run(CustomerRules.AddToken(_state, Self, TokenHash.Of($"{i}"), _now));
        }

        Assert.NotNull(CustomerRules.Authenticate(_state, TokenHash.Of("0"), _now));
        Assert.Null(CustomerRules.Authenticate(_state, TokenHash.Of("1"), _now));
    }

    private void Registered()
    {
        Run(CustomerRules.Register(_state, Register, Ada, _now));
        Run(new ProfileChanged(Register, Ada) { At = _now });
    }

    private string? Run(Decision<CustomerEvent> decision)
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
