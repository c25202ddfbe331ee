using Xunit.Abstractions;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>
/// Many want the last unit while the process is killed again and again: one gets it, nothing stays held.
/// </summary>
public sealed class LastUnitTests(ITestOutputHelper output)
{
    private const int Buyers = 200;
    private const int Kills = 12;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void LastUnit_ManyBuyersAndKills_OneOrderIsPaid(int seed) => Sell(seed, log: null);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void LastUnitOnOneLog_ManyBuyersAndKills_OneOrderIsPaid(int seed) =>
        Sell(seed, seed % 2 == 0 ? LogPace.Prompt : LogPace.Late);

    private void Sell(int seed, LogPace? log)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);

        // Opening the shop passes 800 points, the sale several thousand: the kills fall anywhere into the sale.
        var kills = Enumerable.Range(0, Kills).Select(_ => random.Next(900, 6_000)).ToHashSet();
        var simulation = new Simulation(seed, n => kills.Contains(n) ? Strike.Kill : Strike.None, log);
        var opening = Task.WhenAll(
            Enumerable.Range(1, Buyers).Select(buyer => Shopping.Fill(simulation, buyer, (Shopping.BookA, 1)))
                .Append(simulation.Process.OpenStock(Shopping.BookA, 1)));
        simulation.RunUntil(() => opening.IsCompleted, "opening the shop");

        var buyers = Enumerable.Range(1, Buyers)
            .Select(buyer => new Buyer(simulation, Shopping.Command(buyer, TokenOf(buyer))))
            .ToList();
        simulation.RunUntil(() => buyers.All(buyer => buyer.IsDone()), "the sale");

        output.WriteLine($"{simulation.Points.Count} points, {simulation.Struck.Count} kills");
        var report = simulation.Audit();
        ShopAssert.Balanced(simulation, $"seed {seed}");
        Assert.True(
            simulation.Struck.Count >= 3, $"seed {seed}: only {simulation.Struck.Count} kills fell into the sale.");
        Assert.Equal((1, Buyers - 1), (report.Confirmed, report.Cancelled));
        var stock = Assert.Single(report.Stock);
        Assert.Equal((0L, 0L, 0L, 1L), (stock.Available, stock.Held, stock.Pinned, stock.Sold));
        Assert.Single(simulation.Provider.Log, entry =>
            entry is
            {
                Kind: PaymentSimulator.OperationKind.Capture,
                Outcome: PaymentSimulator.OperationOutcome.Succeeded,
            });

        // Every buyer was told the final state of the order.
        Assert.All(buyers, buyer => Assert.NotEqual(OrderStatus.Pending, buyer.Answer!.Status));
        Assert.Single(buyers, buyer => buyer.Answer!.Status == OrderStatus.Confirmed);
    }

    // Every payment can be made, but some only after the provider's answer was lost on the way.
    private static string TokenOf(int buyer) => (buyer % 5) switch
    {
        0 => "tok_timeout_before",
        1 => "tok_timeout_after",
        _ => "tok_ok",
    };

    /// <summary>Asks with one key until the answer is final.</summary>
    private sealed class Buyer(Simulation simulation, PlaceOrder command)
    {
        private SimulatedProcess _asked = simulation.Process;
        private Task<Result<OrderSnapshot>> _call = simulation.Process.Place(command);

        public OrderSnapshot? Answer { get; private set; }

        public bool IsDone()
        {
            if (Answer is not null) return true;
            if (_call.IsCompletedSuccessfully
                && _call.Result is { IsOk: true, Value.Status: not OrderStatus.Pending } settled)
            {
                Answer = settled.Value;
                return true;
            }

            if (_call.IsCompleted || _asked != simulation.Process)
            {
                _asked = simulation.Process;
                _call = _asked.Place(command);
            }

            return false;
        }
    }
}
