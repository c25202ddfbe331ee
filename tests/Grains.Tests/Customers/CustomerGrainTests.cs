using ShopActors.Grains.Tests.Journals;
using ShopActors.Storage.InMemory;

using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Customers;

public sealed class CustomerGrainTests
{
    private readonly MemoryJournalStore _store = new();
    private readonly SeededRandom _random = new(11);

    [Fact]
    public async Task Register_SameAddressBy20AtOnce_SucceedsForOne()
    {
        await using var silo = await ShopSilo.Start(_store);
        var profile = new CustomerProfile("Ada", "ada@example.org");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            i => Customer(silo, CustomerId.New(_random)).Register(new($"r{i}"), CustomerSamples.Of(profile))));
        Assert.Single(answers, answer => answer.IsOk);
        Assert.All(answers.Where(a => a.IsRefused), a => Assert.Equal(ErrorCode.EmailTaken, a.Error!.Code));
    }

    [Fact]
    public async Task Customer_LifeFromRegistrationToDeletion_FreesItsAddresses()
    {
        await using var silo = await ShopSilo.Start(_store);
        var (id, other) = (CustomerId.New(_random), CustomerId.New(_random));
        var (self, customer) = (Caller.Customer(id), Customer(silo, id));
        Assert.True((await customer.Register(new("r"), CustomerSamples.Of(new("Ada", "ada@example.org")))).IsOk);
        var token = CustomerSamples.Access;
        Assert.True((await customer.Authenticate(token)).IsOk);

        Assert.Equal("ada@example.net", (await customer.Update(
            new("u"), self, new("Ada", "ada@example.net"))).Value?.Email);
        var eve = new CustomerProfile("Eve", "ada@example.org");
        Assert.True((await Customer(silo, other).Register(new("r"), CustomerSamples.Of(eve))).IsOk);
        Assert.Equal(ErrorCode.EmailTaken, (await customer.Update(
            new("v"), self, new("Ada", "ADA@example.org"))).Error?.Code);

        Assert.True((await customer.Delete(self)).IsOk);
        Assert.True((await customer.Delete(self)).IsOk);
        Assert.Equal(ErrorCode.CustomerNotFound, (await customer.Get(self)).Error?.Code);
        Assert.Equal(ErrorCode.Unauthenticated, (await customer.Authenticate(token)).Error?.Code);
        var third = Customer(silo, CustomerId.New(_random));
        Assert.True((await third.Register(new("r"), CustomerSamples.Of(new("Ada", "ada@example.net")))).IsOk);
    }

    [Fact]
    public async Task SignIn_AfterFiveFailures_WaitsWhereTheyCameFromAlone()
    {
        await using var silo = await ShopSilo.Start(_store);
        var (id, password) = (CustomerId.New(_random), new PasswordHash("aGFzaA=="));
        var registration = CustomerSamples.Of(new("Ada", "ada@example.org")) with { Password = password };
        Assert.True((await Customer(silo, id).Register(new("r"), registration)).IsOk);
        var directory = silo.Grains.GetGrain<ICustomerDirectoryGrain>(0);
        var (stranger, owner) = (CustomerSamples.Source(1), CustomerSamples.Source(2));
        foreach (var address in new[] { "ada@example.org", "unknown@example.org" })
        {
            for (var i = 0; i < SignInAttempts.FreeFailures; i++)
            {
                Assert.True((await directory.BeginSignIn(address, stranger)).IsOk);
            }

            var refused = await directory.BeginSignIn(address, stranger);
            Assert.Equal(ErrorCode.TooManyRequests, refused.Error?.Code);
            Assert.NotNull(refused.Error!.RetryAfter);
        }

        var attempt = await directory.BeginSignIn("ADA@example.org", owner);
        Assert.Equal((id, password), (attempt.Value!.Customer, attempt.Value.Password));
        Assert.Null((await directory.BeginSignIn("unknown@example.org", owner)).Value!.Customer);
        var signedIn = await Customer(silo, id).SignIn(new()
        {
            Verified = password,
            Session = CustomerSamples.Session("second"),
            Source = owner,
        });
        Assert.Equal("ada@example.org", signedIn.Value!.Customer.Email);
        Assert.Equal(2, (await Customer(silo, id).Sessions(Caller.Customer(id), null)).Value.Length);
    }

    private static ICustomerGrain Customer(ShopSilo silo, CustomerId id) =>
        silo.Grains.GetGrain<ICustomerGrain>(id.Value);
}
