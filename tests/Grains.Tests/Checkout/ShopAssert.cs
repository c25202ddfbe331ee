namespace ShopActors.Grains.Tests.Checkout;

internal static class ShopAssert
{
    /// <summary>
    /// The audit, which computes from the journals and the provider's books, finds nothing wrong in a quiet shop.
    /// </summary>
    public static void Balanced(Simulation simulation, string context) => Balanced(simulation.Audit(), context);

    /// <summary>The audit found nothing wrong in a quiet shop.</summary>
    public static void Balanced(AuditReport report, string context)
    {
        Assert.True(
            report.ViolationCount == 0,
            context + Environment.NewLine +
            string.Join(Environment.NewLine, report.Violations.Select(v => v.ToString())));
        Assert.True(report.Quiet, context + ": not quiet");
        foreach (var money in report.Money)
        {
            Assert.Equal(money.ShopCaptured, money.ProviderCaptured);
            Assert.Equal(money.ShopRefunded, money.ProviderRefunded);
        }
    }
}
