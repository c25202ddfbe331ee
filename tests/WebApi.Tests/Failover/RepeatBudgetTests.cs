using ShopActors.Hosting.Failover;

namespace ShopActors.WebApi.Tests.Failover;

public sealed class RepeatBudgetTests
{
    [Fact]
    public void TrySpend_StartsFull_ThenAShareOfTheCalls()
    {
        var budget = new RepeatBudget(share: 0.1, burst: 3);
        Assert.Equal(3, SpendAll(budget));

        for (var call = 0; call < 25; call++) budget.CountCall();

        Assert.Equal(2, SpendAll(budget));
    }

    [Fact]
    public void CountCall_SavesNoMoreThanTheBurst()
    {
        var budget = new RepeatBudget(share: 0.5, burst: 4);

        for (var call = 0; call < 1_000; call++) budget.CountCall();

        Assert.Equal(4, SpendAll(budget));
    }

    [Fact]
    public void TrySpend_FromManyThreads_SpendsEachRepetitionOnce()
    {
        const int Burst = 10_000;
        var budget = new RepeatBudget(share: 0, Burst);
        var spent = 0;

        Parallel.For(0, 4, _ => Interlocked.Add(ref spent, SpendAll(budget)));

        Assert.Equal(Burst, spent);
    }

    private static int SpendAll(RepeatBudget budget)
    {
        var spent = 0;
        while (budget.TrySpend()) spent++;
        return spent;
    }
}
