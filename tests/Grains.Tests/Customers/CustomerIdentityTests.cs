using ShopActors.Grains.Tests.Journals;
using ShopActors.Storage;
using ShopActors.Storage.InMemory;
using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Customers;

/// <summary>Identities of OpenID providers, claimed by the grains of a real silo.</summary>
public sealed class CustomerIdentityTests
{
    private const string Issuer = "https://id.example";

    private readonly MemoryJournalStore _store = new();
    private readonly SeededRandom _random = new(17);

    [Fact]
    public async Task FirstSignIn_By20AtOnce_MakesOneCustomer()
    {
        await using var silo = await ShopSilo.Start(_store);
        var identity = Identity("1", "ada@example.org");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            _ => Customer(silo, CustomerId.New(_random)).Register(new("r"), Registration(identity))));
        var winner = Assert.Single(answers, answer => answer.IsOk).Value!.Customer;
        Assert.All(answers.Where(answer => answer.IsRefused), answer => Assert.Contains(
            answer.Error!.Code, new[] { ErrorCode.EmailTaken, ErrorCode.IdentityTaken }));
        Assert.Equal(winner.Id, await FindAsync(silo, identity));
        Assert.True(winner.EmailVerified);
    }

    [Fact]
    public async Task Identity_FromLinkToDeletion_IsOneCustomersAtATime()
    {
        await using var silo = await ShopSilo.Start(_store);
        var (id, other) = (CustomerId.New(_random), CustomerId.New(_random));
        var (ada, eve) = (Customer(silo, id), Customer(silo, other));
        var identity = Identity("1", email: null);
        Assert.True((await ada.Register(new("r"), CustomerSamples.Of(new("Ada", "ada@example.org")))).IsOk);
        Assert.True((await eve.Register(new("r"), CustomerSamples.Of(new("Eve", "eve@example.org")))).IsOk);

        Assert.True((await ada.LinkIdentity(Caller.Customer(id), identity)).IsOk);
        Assert.Equal(
            ErrorCode.IdentityTaken, (await eve.LinkIdentity(Caller.Customer(other), identity)).Error?.Code);
        var session = CustomerSamples.Session("second");
        var signedIn = await ada.SignInWithIdentity(new() { Identity = identity, Session = session });
        Assert.Equal(id, signedIn.Value!.Customer.Id);
        Assert.True((await ada.Authenticate(session.Access)).IsOk);
        Assert.True((await ada.SignInWithIdentity(new() { Identity = identity, Session = session })).IsReplay);

        Assert.True((await ada.Delete(Caller.Customer(id))).IsOk);
        Assert.True((await eve.LinkIdentity(Caller.Customer(other), identity)).IsOk);
        Assert.Equal(other, await FindAsync(silo, identity));
        var last = await eve.UnlinkIdentity(Caller.Customer(other), identity.Id);
        Assert.Equal(ErrorCode.LastSignIn, last.Error?.Code);
    }

    /// <summary>Whatever append is lost, an identity that a customer has is claimed for the same customer.</summary>
    [Fact]
    public async Task Commands_OnAStoreThatFails_EndWithOneHolder()
    {
        var flaky = new FlakyJournalStore(_store, seed: 5, failures: 0.3);
        await using var silo = await ShopSilo.Start(flaky);
        for (var i = 0; i < 10; i++)
        {
            var (id, identity) = (CustomerId.New(_random), Identity($"{i}", $"person{i}@example.org"));
            var (customer, self) = (Customer(silo, id), Caller.Customer(id));
            var second = Identity($"second {i}", email: null);
            await RepeatAsync(async () => (await customer.Register(new("r"), Registration(identity))).Error);
            await RepeatAsync(async () => (await customer.LinkIdentity(self, second)).Error);
            await RepeatAsync(async () => (await customer.UnlinkIdentity(self, identity.Id)).Error);
            await RepeatAsync(async () => (await customer.Identities(self)).Error);
            Assert.Equal(second.Id, Assert.Single((await customer.Identities(self)).Value).Id);
            Assert.Equal(id, await FindAsync(silo, second));
            await RepeatAsync(async () => (await customer.Delete(self)).Error);
            Assert.Null(await FindAsync(silo, Identity($"{i}", $"other{i}@example.org")));
        }

        Assert.True(flaky.Failed > 0);
    }

    private static async Task RepeatAsync(Func<Task<ShopError?>> command)
    {
        while (true)
        {
            try
            {
                Assert.Null(await command());
                return;
            }
            catch (Exception e) when (e is JournalStoreException or OrleansException)
            {
                // The outcome is unknown: the same command again.
            }
        }
    }

    private static RegisterCustomer Registration(ProviderIdentity identity) =>
        CustomerSamples.Of(new("Ada", identity.VerifiedEmail!)) with { Identity = identity };

    private static ProviderIdentity Identity(string subject, string? email) =>
        new() { Id = IdentityId.For(Issuer, subject), Issuer = Issuer, VerifiedEmail = email };

    private static async Task<CustomerId?> FindAsync(ShopSilo silo, ProviderIdentity identity) =>
        (await silo.Grains.GetGrain<ICustomerDirectoryGrain>(0).FindByIdentity(identity)).Value?.Customer;

    private static ICustomerGrain Customer(ShopSilo silo, CustomerId id) =>
        silo.Grains.GetGrain<ICustomerGrain>(id.Value);
}
