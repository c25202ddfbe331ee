using System.Globalization;
using ShopActors.Storage.InMemory;
using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Customers;

/// <summary>The operators' list of customers, whose names and addresses are stored encrypted.</summary>
public sealed class CustomerListTests : IAsyncLifetime
{
    private readonly SeededRandom _random = new(37);
    private ShopSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await ShopSilo.Start(new MemoryJournalStore());

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task List_ByPages_HasEachCustomerOnce_TheLatestFirst()
    {
        var ids = new List<CustomerId>();
        for (var i = 0; i < 5; i++) ids.Add(await RegisterAsync($"Person {i}", $"person.{i}@example.org"));
        ids.Reverse();

        var first = await ListAsync(new() { Limit = 2 });
        var meanwhile = await RegisterAsync("Late", "late@example.org");
        var second = await ListAsync(new() { Limit = 2, Cursor = first.NextCursor });
        var third = await ListAsync(new() { Limit = 2, Cursor = second.NextCursor });

        Assert.Equal(ids, Ids(first).Concat(Ids(second)).Concat(Ids(third)));
        Assert.Null(third.NextCursor);
        Assert.Equal(meanwhile, Ids(await ListAsync(new())).First());
        var refused = await Directory.List(Operators.All, new() { Cursor = "no cursor" });
        Assert.Equal(ErrorCode.CursorInvalid, refused.Error?.Code);
    }

    [Theory]
    [InlineData("ada@example.org", "Ada")]
    [InlineData("ADA@Example.org", "Ada")]
    [InlineData("lovelace", "Ada")]
    [InlineData("LOVEL example", "Ada")]
    [InlineData("kovač", "Žan")]
    [InlineData("kovac zan", "Žan")]
    [InlineData("example.org", "Žan,Grace,Ada")]
    [InlineData("ada kovac", "")]
    [InlineData("grace@other.example", "")]
    public async Task List_ByText_FindsAddressesAndPartsOfNames(string text, string expected)
    {
        await RegisterAsync("Ada Lovelace", "ada@example.org");
        await RegisterAsync("Grace Hopper", "grace@example.org");
        await RegisterAsync("Žan Kovač", "zan@example.org");
        var found = await ListAsync(new() { Text = text });
        Assert.Equal(expected, string.Join(',', found.Customers.Select(one => one.Customer.Name.Split(' ')[0])));
    }

    [Fact]
    public async Task List_ByTheAddressBefore_FindsNothing()
    {
        var id = await RegisterAsync("Ada", "before@example.org");
        var customer = _silo.Grains.GetGrain<ICustomerGrain>(id.Value);
        Assert.True((await customer.Update(new("u"), Caller.Customer(id), new("Ada", "after@example.org"))).IsOk);
        Assert.Empty((await ListAsync(new() { Text = "before@example.org" })).Customers);
        Assert.Equal([id], Ids(await ListAsync(new() { Text = "after@example.org" })));
    }

    [Fact]
    public async Task Customer_Deleted_IsGoneFromListSearchAndRecord()
    {
        var id = await RegisterAsync("Ada", "ada@example.org");
        var other = await RegisterAsync("Eve", "eve@example.org");
        Assert.Equal([id], Ids(await ListAsync(new() { Text = id.Value })));
        Assert.Equal("Ada", (await Directory.Read(Operators.All, id)).Value!.Customer.Name);

        Assert.True((await _silo.Grains.GetGrain<ICustomerGrain>(id.Value).Delete(Caller.Customer(id))).IsOk);

        Assert.Equal([other], Ids(await ListAsync(new())));
        Assert.Empty((await ListAsync(new() { Text = id.Value })).Customers);
        Assert.Empty((await ListAsync(new() { Text = "ada@example.org" })).Customers);
        Assert.Equal(ErrorCode.CustomerNotFound, (await Directory.Read(Operators.All, id)).Error?.Code);
    }

    [Fact]
    public async Task List_ThatFewCustomersMeet_GoesOnBehindTheMostThatOneRequestReads()
    {
        var first = await RegisterAsync("First", "first@example.org");
        await Task.WhenAll(Enumerable.Range(0, CustomerLimits.ScanMax).Select(i =>
            RegisterAsync("Other", string.Create(CultureInfo.InvariantCulture, $"other.{i}@example.org"))));

        var page = await ListAsync(new() { Text = "first" });

        Assert.Empty(page.Customers);
        Assert.NotNull(page.NextCursor);
        Assert.Equal([first], Ids(await ListAsync(new() { Text = "first", Cursor = page.NextCursor })));
    }

    [Fact]
    public async Task List_WithoutTheScope_IsForbidden()
    {
        var id = await RegisterAsync("Ada", "ada@example.org");
        foreach (var caller in new[] { Caller.Customer(id), Caller.Ops(new("ops"), Scopes.OrdersRead) })
        {
            Assert.Equal(ErrorCode.Forbidden, (await Directory.List(caller, new())).Error?.Code);
            Assert.Equal(ErrorCode.Forbidden, (await Directory.Read(caller, id)).Error?.Code);
        }
    }

    private ICustomerDirectoryGrain Directory => _silo.Grains.GetGrain<ICustomerDirectoryGrain>(0);

    private static IEnumerable<CustomerId> Ids(CustomerListing listing) =>
        listing.Customers.Select(record => record.Customer.Id);

    private async Task<CustomerListing> ListAsync(CustomerQuery query)
    {
        var listed = await Directory.List(Operators.All, query);
        Assert.True(listed.IsOk, listed.ToString());
        return listed.Value;
    }

    private async Task<CustomerId> RegisterAsync(string name, string email)
    {
        var id = CustomerId.New(_random);
        var registered = await _silo.Grains.GetGrain<ICustomerGrain>(id.Value)
            .Register(new("r"), CustomerSamples.Of(new(name, email)));
        Assert.True(registered.IsOk, registered.ToString());
        return id;
    }
}
