using Xunit.Abstractions;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>
/// A crash, a zombie or a failure at every boundary of every step of the checkout, one after the other, ends in a right
/// terminal state with the books balanced.
/// </summary>
public sealed class CheckoutCrashTests(ITestOutputHelper output)
{
    private const int PointsMax = 400;

    public static TheoryData<string, OrderStatus, int> Scripts => new()
    {
        { "tok_ok", OrderStatus.Confirmed, 10 },
        { "tok_timeout_before", OrderStatus.Confirmed, 10 },
        { "tok_timeout_after", OrderStatus.Confirmed, 10 },
        { "tok_declined", OrderStatus.Cancelled, 10 },
        { "tok_insufficient_funds", OrderStatus.Cancelled, 10 },
        { "tok_bank_debit", OrderStatus.Confirmed, 10 },
        { "tok_bank_debit_failed", OrderStatus.Cancelled, 10 },
        { "tok_ok", OrderStatus.Cancelled, 1 }, // Two books wanted, one there.
    };

    public static TheoryData<string, OrderStatus, int, int> LogScripts
    {
        get
        {
            var scripts = new TheoryData<string, OrderStatus, int, int>();
            foreach (var pace in Enum.GetValues<LogPace>())
            {
                foreach (var script in Scripts)
                {
                    scripts.Add((string)script[0], (OrderStatus)script[1], (int)script[2], (int)pace);
                }
            }

            return scripts;
        }
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Checkout_KilledAtEachPoint_EndsRight(string token, OrderStatus expected, int initial) =>
        ForEachPoint(Strike.Kill, token, expected, initial, clientRetries: true);

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Checkout_KilledAtEachPointAndClientGone_EndsRight(string token, OrderStatus expected, int initial) =>
        ForEachPoint(Strike.Kill, token, expected, initial, clientRetries: false);

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Checkout_ZombieFromEachPoint_ChangesNothing(string token, OrderStatus expected, int initial) =>
        ForEachPoint(Strike.Pause, token, expected, initial, clientRetries: true);

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Checkout_FailureAtEachPoint_EndsRight(string token, OrderStatus expected, int initial) =>
        ForEachPoint(Strike.Fail, token, expected, initial, clientRetries: true);

    [Theory]
    [InlineData("tok_ok", OrderStatus.Confirmed)]
    [InlineData("tok_declined", OrderStatus.Cancelled)]
    public void CheckoutOfHeldUnits_KilledAtEachPoint_EndsRight(string token, OrderStatus expected) =>
        ForEachPoint(Strike.Kill, token, expected, 2, clientRetries: true, isHeld: true);

    [Fact]
    public void Checkout_KilledAtEveryPairOfPoints_EndsRight() => ForEachPair(null);

    [Theory]
    [MemberData(nameof(LogScripts))]
    public void CheckoutOnOneLog_KilledAtEachPoint_EndsRight(
        string token, OrderStatus expected, int initial, int pace) =>
        ForEachPoint(Strike.Kill, token, expected, initial, clientRetries: true, (LogPace)pace);

    [Theory]
    [MemberData(nameof(LogScripts))]
    public void CheckoutOnOneLog_KilledAtEachPointAndClientGone_EndsRight(
        string token, OrderStatus expected, int initial, int pace) =>
        ForEachPoint(Strike.Kill, token, expected, initial, clientRetries: false, (LogPace)pace);

    [Theory]
    [MemberData(nameof(LogScripts))]
    public void CheckoutOnOneLog_FailureAtEachPoint_EndsRight(
        string token, OrderStatus expected, int initial, int pace) =>
        ForEachPoint(Strike.Fail, token, expected, initial, clientRetries: true, (LogPace)pace);

    [Fact]
    public void CheckoutOnOneLog_KilledAtEveryPairOfPoints_EndsRight() => ForEachPair(LogPace.Late);

    [Theory]
    [MemberData(nameof(LogScripts))]
    public void CheckoutWithTheProviderInTheLog_KilledAtEachPoint_EndsRight(
        string token, OrderStatus expected, int initial, int pace) =>
        ForEachPoint(
            Strike.Kill, token, expected, initial, clientRetries: true, (LogPace)pace, isProviderInStore: true);

    [Theory]
    [MemberData(nameof(LogScripts))]
    public void CheckoutWithTheProviderInTheLog_FailureAtEachPoint_EndsRight(
        string token, OrderStatus expected, int initial, int pace) =>
        ForEachPoint(
            Strike.Fail, token, expected, initial, clientRetries: true, (LogPace)pace, isProviderInStore: true);

    [Theory]
    [MemberData(nameof(Scripts))]
    public void CheckoutWithTheProviderInTheStore_KilledAtEachPoint_EndsRight(
        string token, OrderStatus expected, int initial) =>
        ForEachPoint(Strike.Kill, token, expected, initial, clientRetries: true, isProviderInStore: true);

    [Theory]
    [InlineData(false, 3)] // Before the authorisation, before the capture, before the answer.
    [InlineData(true, 1)] // Before the answer.
    public async Task CheckoutOnOneLog_HappyPath_WaitsForTheLog(bool isProviderInStore, int waits)
    {
        var simulation = new Simulation(null, _ => Strike.None, LogPace.Late, isProviderInStore);
        Open(simulation, 10);
        var opened = simulation.Process.Log!.Waits;
        var placing = simulation.Process.Place(Shopping.Command(1, "tok_ok"));
        simulation.RunUntil(() => placing.IsCompleted, "the checkout", untilQuiet: false);

        Assert.Equal(OrderStatus.Confirmed, (await placing).Value!.Status);
        Assert.Equal(waits, simulation.Process.Log!.Waits - opened);
    }

    [Fact]
    public void Checkout_HappyPath_TakesAsManyAppendsAsDocumented()
    {
        var simulation = new Simulation(null, _ => Strike.None);
        Open(simulation, 10);
        var placing = simulation.Process.Place(Shopping.Command(1, "tok_ok"));
        simulation.RunUntil(() => placing.IsCompleted, "the checkout", untilQuiet: false);

        var appends = simulation.Process.Appends;
        Assert.Equal(4, appends[$"order/{Shopping.OrderOf(1)}"]);
        Assert.Equal(1 + 2, appends["stock/BOOK-A"]); // Opened before; taken, sold.
        Assert.Equal(1 + 2, appends[$"cart/{Shopping.CartOf(1)}"]); // Filled before; locked, cleared.
        Assert.Equal(2, simulation.Provider.Log.Count);
    }

    private static void ForEachPair(LogPace? log)
    {
        // The second crash counts from the first, so it also falls into the recovery.
        for (var first = 1; first <= 60; first++)
        {
            for (var gap = 1; gap <= 40; gap += 3)
            {
                var (a, b) = (first, first + gap);
                Run(n => n == a || n == b ? Strike.Kill : Strike.None, "tok_ok", OrderStatus.Confirmed, 10, true, log);
            }
        }
    }

    private void ForEachPoint(
        Strike strike, string token, OrderStatus expected, int initial, bool clientRetries, LogPace? log = null,
        bool isHeld = false, bool isProviderInStore = false)
    {
        var point = 1;
        for (; point <= PointsMax; point++)
        {
            var at = point;
            var plan = (int n) => n == at ? strike : Strike.None;
            if (!Run(plan, token, expected, initial, clientRetries, log, isHeld, isProviderInStore)) break;
        }

        output.WriteLine($"{token}: {point - 1} points");
        Assert.InRange(point, 15, PointsMax);
    }

    /// <summary>One checkout under a plan; false when the plan found nothing to strike.</summary>
    private static bool Run(
        Func<int, Strike> plan, string token, OrderStatus expected, int initial, bool clientRetries, LogPace? log,
        bool isHeld = false, bool isProviderInStore = false)
    {
        var armed = false;
        var offset = 0;
        Simulation simulation = null!;
        simulation = new Simulation(null, n => armed ? plan(n - offset) : Strike.None, log, isProviderInStore);
        simulation.Provider.SettlesAfterLookUps = 2;
        Open(simulation, initial);
        if (isHeld) Hold(simulation, initial);
        (armed, offset) = (true, simulation.Points.Count);

        var command = Shopping.Command(1, token);
        var client = new Client(simulation, command, clientRetries);
        simulation.RunUntil(() => client.IsDone, $"{token}, struck {string.Join("; ", simulation.Struck)}");
        simulation.ResumeZombies();
        simulation.RunUntil(() => true, "the zombies");

        var context = $"{token}; {string.Join("; ", simulation.Struck)}";
        var id = Shopping.OrderOf(1);
        var order = simulation.Store.ReadAsync(new($"order/{id}")).AsTask().Result
            .ToState<PurchaseState, PurchaseEvent>(id.Value).Order;
        if (!order.IsPlaced)
        {
            // Nothing became durable, and no answer claimed that it had.
            Assert.False(clientRetries, context);
            Assert.Null(client.Answer);
        }
        else
        {
            Assert.True(order.Status == expected, $"{context}: {order.Status} {order.Reason}");
            Assert.True(
                client.Answer is null || client.Answer.Status is OrderStatus.Pending
                || client.Answer.Status == expected, context);
        }

        ShopAssert.Balanced(simulation, context);
        return simulation.Struck.Count > 0;
    }

    private static void Open(Simulation simulation, int initial)
    {
        var opening = Task.WhenAll(
            simulation.Process.OpenStock(Shopping.BookA, initial), Shopping.Fill(simulation, 1, (Shopping.BookA, 2)));
        simulation.RunUntil(() => opening.IsCompleted, "opening the shop");
        opening.GetAwaiter().GetResult();
    }

    /// <summary>The buyer holds units outside the checkout.</summary>
    private static void Hold(Simulation simulation, int quantity)
    {
        var id = HoldId.For(Shopping.Customer(1).Id, Shopping.BookA, 0);
        var holding = simulation.Process.Stock(Shopping.BookA, id, (state, now) => CallerHolds.Reserve(
            state, Shopping.Customer(1), new(quantity, TimeSpan.FromMinutes(10)), now, out _));
        simulation.RunUntil(() => holding.IsCompleted, "holding units", untilQuiet: false);
        Assert.True(holding.Result.IsOk, holding.Result.ToString());
    }

    /// <summary>A client that asks again when the process is gone or the call failed, or one that gives up.</summary>
    private sealed class Client
    {
        private readonly Simulation _simulation;
        private readonly PlaceOrder _command;
        private readonly bool _retries;
        private SimulatedProcess _asked;
        private Task<Result<OrderSnapshot>> _call;

        public Client(Simulation simulation, PlaceOrder command, bool retries)
        {
            (_simulation, _command, _retries) = (simulation, command, retries);
            _asked = simulation.Process;
            _call = _asked.Place(command);
        }

        public OrderSnapshot? Answer => _call.IsCompletedSuccessfully ? _call.Result.Value : null;

        public bool IsDone
        {
            get
            {
                if (_call.IsCompletedSuccessfully)
                {
                    Assert.True(_call.Result.IsOk, _call.Result.ToString());
                    return true;
                }

                if (!_call.IsFaulted && _asked == _simulation.Process) return false;
                if (!_retries) return true;
                _asked = _simulation.Process;
                _call = _asked.Place(_command);
                return false;
            }
        }
    }
}
