using ShopActors.Chaos.Recording;
using ShopActors.Chaos.Scenarios;

namespace ShopActors.Cluster.Tests.ChaosHarness;

public sealed class RecoveriesTests
{
    [Fact]
    public void Of_SeveralSkus_TakesTheLastThatIsAnsweredFor()
    {
        ClientOperation[] looks =
        [
            Look("A", 900, 950), Look("A", 1010, 1020), Look("A", 1100, 1110),
            Look("B", 1005, 1900),
        ];

        Assert.Equal([900], Recoveries.Of([1000], looks));
    }

    [Fact]
    public void Of_LookThatBeganBeforeTheFault_DoesNotCount()
    {
        ClientOperation[] looks = [Look("A", 990, 1400), Look("A", 1500, 1600)];

        Assert.Equal([600], Recoveries.Of([1000], looks));
    }

    [Fact]
    public void Of_FailedLooks_DoNotCount()
    {
        ClientOperation[] looks = [Look("A", 1100, 1200) with { Result = ResultClass.Info }, Look("A", 1300, 1350)];

        Assert.Equal([350], Recoveries.Of([1000], looks));
    }

    private static ClientOperation Look(string sku, double invokedAt, double returnedAt) => ClientOperation.Blank with
    {
        Action = ClientAction.ReadStock,
        Subject = sku,
        InvokedAt = invokedAt,
        ReturnedAt = returnedAt,
        Result = ResultClass.Ok,
    };
}
