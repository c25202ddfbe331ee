using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.TestingHost;
using ShopActors.Storage.InMemory;

namespace ShopActors.Example.Tests;

public sealed class LastUnitTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Reserve_LastUnitBy200Buyers_GoesToExactlyOne(short silos)
    {
        var store = new MemoryJournalStore(); // Shared: a silo that takes a grain over finds its journal there.
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddJournalStore(store);
            silo.AddShop(silo.Configuration);

            // The shop refuses clients Orleans' internal interfaces; TestingHost's client asks one which
            // silos are alive.
            silo.Configure<GrainCallOptions>(options =>
                options.RuntimeInterfacesOpenToClients.Add("Orleans.Runtime.TestHooks.ITestHooks"));
        });
        await using var cluster = builder.Build();
        await cluster.DeployAsync();

        var stock = cluster.Client.GetGrain<IStockGrain>("BOOK-1");
        var clerk = Caller.Ops(new PrincipalId("clerk"), Scopes.StockAdjust);
        await stock.SetOnHand(new OperationId("delivery"), clerk, new SetStockOnHand(OnHand: 1, VersionMatch.None));

        var command = new ReserveStock(Quantity: 1, TimeToLive: TimeSpan.FromMinutes(10));
        var answers = await Task.WhenAll(Enumerable.Range(1, 200).Select(buyer =>
            stock.Reserve(new Caller(CallerKind.Guest, new PrincipalId($"buyer-{buyer}"), []), command)));

        Assert.Single(answers, answer => answer.IsOk);
    }
}
