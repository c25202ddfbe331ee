using System.Text.Json;
using ShopActors.Grains.Tests.Journals;

namespace ShopActors.Grains.Tests.Customers;

public sealed class IdentityRulesTests
{
    private const string Issuer = "https://id.example";

    private static readonly CustomerId Id = CustomerId.New(new SeededRandom(1));
    private static readonly Caller Self = Caller.Customer(Id);
    private static readonly PersonalKey Key = CustomerSamples.Key;
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private CustomerState _state = new() { Id = Id };

    [Fact]
    public void Register_WithAnIdentity_LinksItAndTakesTheAddressAsVerified()
    {
        Register(CustomerSamples.Of(new("", "ada@example.org")) with { Identity = Identity("1", "ada@example.org") });
        Assert.Equal(("ada", true), (_state.Profile!.Open(Key).Name, _state.EmailVerified));
        var linked = Assert.Single(_state.Identities);
        Assert.Equal((IdentityId.For(Issuer, "1"), Issuer), (linked.Id, linked.Issuer));
        Assert.Single(_state.Sessions);
    }

    [Fact]
    public void Register_WithAnIdentityWhoseAddressIsTaken_ReleasesTheIdentity()
    {
        Run(CustomerRules.Register(
            _state, new("r"),
            CustomerSamples.Of(new("Ada", "ada@example.org")) with { Identity = Identity("1", "ada@example.org") },
            Key,
            Now));
        Assert.Equal(CustomerStep.Claim, CustomerSaga.Next(_state));
        Run(CustomerRules.Finish(_state.Pending!, isClaimed: false, Now));
        Assert.Equal(IdentityId.For(Issuer, "1"), Assert.Single(_state.ReleasingIdentities));
        Assert.Equal(CustomerStep.ReleaseIdentity, CustomerSaga.Next(_state));
    }

    [Fact]
    public void SignIn_WithTheVerifiedAddressOfBothSides_LinksTheIdentity()
    {
        Register(CustomerSamples.Of(new("Ada", "ada@example.org")));
        Assert.Equal(ErrorCode.IdentityNotLinked, SignIn("1", "ada@example.org"));
        Run(new AddressVerified { At = Now });
        Assert.Equal(ErrorCode.IdentityNotLinked, SignIn("1", email: null));
        Assert.Equal(ErrorCode.IdentityNotLinked, SignIn("1", "eve@example.org"));
        Assert.Null(SignIn("1", "ADA@EXAMPLE.org"));
        Assert.Equal(CustomerStep.ClaimIdentity, CustomerSaga.Next(_state));
        Assert.Equal(ErrorCode.ChangeInProgress, SignIn("1", "ada@example.org", "another"));
        Assert.Equal(
            ErrorCode.ChangeInProgress, Run(CustomerRules.Delete(_state, Self, default, Now)));
        Finish(isClaimed: true);
        Assert.Single(_state.Identities);
        Assert.Equal(2, _state.Sessions.Length);

        // Repeated, and from then on without any address.
        Assert.Null(SignIn("1", "ada@example.org"));
        Assert.Equal(2, _state.Sessions.Length);
        Assert.Null(SignIn("1", email: null, "another"));
        Assert.Equal(3, _state.Sessions.Length);
    }

    [Fact]
    public void SignIn_ClaimOfAnotherCustomer_BeginsNoSession()
    {
        Register(CustomerSamples.Of(new("Ada", "ada@example.org")));
        Run(new AddressVerified { At = Now });
        Assert.Null(SignIn("1", "ada@example.org"));
        Finish(isClaimed: false);
        Assert.Empty(_state.Identities);
        Assert.Single(_state.Sessions);
        Assert.Null(CustomerSaga.Next(_state));
    }

    [Fact]
    public void Link_ByTheCustomer_VerifiesTheSameAddressAlone()
    {
        Register(CustomerSamples.Of(new("Ada", "ada@example.org")));
        Link("1", "eve@example.org");
        Assert.False(_state.EmailVerified);
        Link("2", "ada@example.org");
        Assert.True(_state.EmailVerified);
        Assert.True(IdentityRules.Link(_state, Self, Identity("2", email: null), Now).IsRepeat);
        var stranger = Caller.Customer(CustomerId.New(new SeededRandom(2)));
        Assert.Equal(
            ErrorCode.CustomerNotFound, IdentityRules.Link(_state, stranger, Identity("3", null), Now).Error?.Code);
        for (var i = 3; i <= CustomerLimits.IdentitiesMax; i++) Link($"{i}", email: null);
        Assert.Equal(
            ErrorCode.TooManyIdentities, IdentityRules.Link(_state, Self, Identity("more", null), Now).Error?.Code);
    }

    [Fact]
    public void Unlink_LastWayToSignIn_IsRefused()
    {
        Register(CustomerSamples.Of(new("Ada", "ada@example.org")));
        Link("1", email: null);
        Link("2", email: null);
        var (first, second) = (IdentityId.For(Issuer, "1"), IdentityId.For(Issuer, "2"));
        Assert.Null(Run(IdentityRules.Unlink(_state, Self, first, Now)));
        Assert.True(IdentityRules.Unlink(_state, Self, first, Now).IsRepeat);
        Assert.Equal(ErrorCode.LastSignIn, Run(IdentityRules.Unlink(_state, Self, second, Now)));
        Assert.Equal(
            ErrorCode.IdentityNotFound, Run(IdentityRules.Unlink(_state, Self, IdentityId.For(Issuer, "3"), Now)));
        Run(new PasswordSet(new("aGFzaA=="), new("p")) { At = Now });
        Assert.Null(Run(IdentityRules.Unlink(_state, Self, second, Now)));
        Assert.Empty(_state.Identities);
    }

    /// <summary>An attacker registered the address and linked an identity; the owner of the address resets.</summary>
    [Fact]
    public void Reset_OfAnAddressThatWasNotVerified_RemovesIdentities()
    {
        Register(CustomerSamples.Of(new("Eve", "ada@example.org")));
        Link("eve", "eve@example.org");
        Reset("first");
        Assert.Equal((0, true), (_state.Identities.Length, _state.EmailVerified));
        Link("ada", "ada@example.org");
        Reset("second");
        Assert.Single(_state.Identities);
    }

    [Fact]
    public void Delete_CustomerWithIdentities_ReleasesThem()
    {
        Register(CustomerSamples.Of(new("Ada", "ada@example.org")));
        Link("1", email: null);
        Run(CustomerRules.Delete(_state, Self, default, Now));
        Assert.Empty(_state.Identities);
        Assert.Equal(IdentityId.For(Issuer, "1"), Assert.Single(_state.ReleasingIdentities));
        Run(new EmailReleased(Assert.Single(_state.Releasing)) { At = Now });
        Assert.Equal(CustomerStep.ReleaseIdentity, CustomerSaga.Next(_state));
        Run(new IdentityReleased(IdentityId.For(Issuer, "1")) { At = Now });
        Assert.Null(CustomerSaga.Next(_state));
    }

    [Fact]
    public void Claim_BelongsToOneCustomerUntilItIsReleased()
    {
        var other = CustomerId.New(new SeededRandom(2));
        var claim = ClaimState.Begin("");
        Apply(ClaimRules.Release(claim, Id, Now));
        Apply(ClaimRules.Claim(claim, Id, CustomerErrors.IdentityTaken, Now));
        Assert.True(ClaimRules.Claim(claim, Id, CustomerErrors.IdentityTaken, Now).IsRepeat);
        var taken = ClaimRules.Claim(claim, other, CustomerErrors.IdentityTaken, Now);
        Assert.Equal(ErrorCode.IdentityTaken, taken.Error?.Code);
        Assert.True(ClaimRules.Release(claim, other, Now).IsRepeat);
        Apply(ClaimRules.Release(claim, Id, Now));
        Assert.Null(claim.Holder);

        void Apply(Decision<ClaimEvent> decision)
        {
            foreach (var e in decision.Events) claim = claim.Apply(e);
        }
    }

    private static ProviderIdentity Identity(string subject, string? email) =>
        new() { Id = IdentityId.For(Issuer, subject), Issuer = Issuer, VerifiedEmail = email };

    private void Register(RegisterCustomer command)
    {
        Assert.Null(Run(CustomerRules.Register(_state, new("r"), command, Key, Now)));
        Run(CustomerRules.Finish(_state.Pending!, isClaimed: true, Now));
    }

    private ErrorCode? SignIn(string subject, string? email, string session = "second") => Run(IdentityRules.SignIn(
        _state, new() { Identity = Identity(subject, email), Session = CustomerSamples.Session(session) },
        Key, Now));

    private void Link(string subject, string? email)
    {
        Assert.Null(Run(IdentityRules.Link(_state, Self, Identity(subject, email), Now)));
        Finish(isClaimed: true);
    }

    private void Finish(bool isClaimed) =>
        Run(IdentityRules.Finish(_state, _state.Linking!, isClaimed, Now));

    private void Reset(string operation)
    {
        var token = TokenHash.Of(operation);
        var id = $"{_state.Id}.{operation}";
        Run(new MessageRequested(new(operation), MessageKind.PasswordReset, id) { At = Now });
        Run(new MessageTokenIssued(id, token) { At = Now });
        Assert.Null(Run(MessageRules.Reset(_state, new(operation), token, new("bmV3"), Now)));
    }

    private ErrorCode? Run(Decision<CustomerEvent> decision)
    {
        foreach (var e in decision.Events)
        {
            // As it is read again.
            var text = JsonSerializer.Serialize(e, CustomerJson.Default.CustomerEvent);
            _state = _state.Apply(JsonSerializer.Deserialize(text, CustomerJson.Default.CustomerEvent)!);
        }

        var state = JsonSerializer.Serialize(_state, CustomerJson.Default.CustomerState);
        _state = JsonSerializer.Deserialize(state, CustomerJson.Default.CustomerState)!;
        return decision.Error?.Code;
    }
}
