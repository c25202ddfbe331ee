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
            i => Customer(silo, CustomerId.New(_random)).Register(new($"r{i}"), profile, TokenHash.Of("issued"))));
        Assert.Single(answers, answer => answer.IsOk);
        Assert.All(answers.Where(a => a.IsRefused), a => Assert.Equal(ErrorCode.EmailTaken, a.Error!.Code));
    }

    [Fact]
    public async Task Customer_LifeFromRegistrationToDeletion_FreesItsAddresses()
    {
        await using var silo = await ShopSilo.Start(_store);
        var (id, other) = (CustomerId.New(_random), CustomerId.New(_random));
        var (self, customer) = (Caller.Customer(id), Customer(silo, id));
        Assert.True((await customer.Register(new("r"), new("Ada", "ada@example.org"), TokenHash.Of("issued"))).IsOk);
        var token = TokenHash.Of("the token");
        Assert.True((await customer.AddToken(Operators.All, token)).IsOk);
        Assert.True((await customer.Authenticate(token)).IsOk);

        Assert.Equal("ada@example.net", (await customer.Update(
            new("u"), self, new("Ada", "ada@example.net"))).Value?.Email);
        var eve = new CustomerProfile("Eve", "ada@example.org");
        Assert.True((await Customer(silo, other).Register(new("r"), eve, TokenHash.Of("issued"))).IsOk);
        Assert.Equal(ErrorCode.EmailTaken, (await customer.Update(
            new("v"), self, new("Ada", "ADA@example.org"))).Error?.Code);

        Assert.True((await customer.Delete(self)).IsOk);
        Assert.True((await customer.Delete(self)).IsOk);
        Assert.Equal(ErrorCode.CustomerNotFound, (await customer.Get(self)).Error?.Code);
        Assert.Equal(ErrorCode.Unauthenticated, (await customer.Authenticate(token)).Error?.Code);
        var third = Customer(silo, CustomerId.New(_random));
        Assert.True((await third.Register(new("r"), new("Ada", "ada@example.net"), TokenHash.Of("issued"))).IsOk);
    }

    private static ICustomerGrain Customer(ShopSilo silo, CustomerId id) =>
        silo.Grains.GetGrain<ICustomerGrain>(id.Value);
}
