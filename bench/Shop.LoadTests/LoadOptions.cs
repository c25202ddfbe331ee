using System.Globalization;

namespace ShopActors.Shop.LoadTests;

/// <summary>What to measure, from the command line.</summary>
internal sealed record LoadOptions
{
    public const string Usage =
        """
        Measures the shop next to an ordinary service over PostgreSQL and a bare Kestrel hello, in the same minute.

          dotnet run -c Release --project bench/Shop.LoadTests -- [options]

          --url URL          a running shop; without it one is started on a data directory of its own
          --ops-token TOKEN  the Ops:Token of that shop
          --clients N        concurrent buyers (64)
          --rounds N         rounds per figure, of which the median counts (5)
          --seconds S        about how long one round lasts (1.5)
          --only A,B         of cart-read, add-item, checkout, hot-sku
          --no-reference     the shop alone
          --keep             keep the data and log directory
        """;

    public static IReadOnlyList<string> AllScenarios { get; } = ["cart-read", "add-item", "checkout", "hot-sku"];

    public Uri? ShopUrl { get; init; }

    public string OpsToken { get; init; } = "load-test-operator-token-0123456789";

    public int Clients { get; init; } = 64;

    public int Rounds { get; init; } = 5;

    public double Seconds { get; init; } = 1.5;

    public IReadOnlyList<string> Scenarios { get; init; } = AllScenarios;

    public bool WithReference { get; init; } = true;

    public bool Keep { get; init; }

    /// <summary>Null when the arguments ask for help or make no sense.</summary>
    public static LoadOptions? Parse(string[] args)
    {
        var options = new LoadOptions();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] is "--no-reference" or "--keep")
            {
                options = args[i] == "--keep" ? options with { Keep = true } : options with { WithReference = false };
                continue;
            }

            if (i + 1 == args.Length) return null;

            var value = args[++i];
            switch (args[i - 1])
            {
                case "--url": options = options with { ShopUrl = new Uri(value) }; break;
                case "--ops-token": options = options with { OpsToken = value }; break;
                case "--clients": options = options with { Clients = Bounded(value, 1, 1024) }; break;
                case "--rounds": options = options with { Rounds = Bounded(value, 1, 50) }; break;
                case "--seconds":
                    options = options
                        with
                    { Seconds = Math.Clamp(double.Parse(value, CultureInfo.InvariantCulture), 0.1, 30) };
                    break;
                case "--only": options = options with { Scenarios = value.Split(',') }; break;
                default: return null;
            }
        }

        return options.Scenarios.All(AllScenarios.Contains) ? options : null;
    }

    private static int Bounded(string text, int least, int most) =>
        Math.Clamp(int.Parse(text, CultureInfo.InvariantCulture), least, most);
}
