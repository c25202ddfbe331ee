using System.Globalization;

namespace ShopActors.Events.LoadTests;

/// <summary>What to measure, from the command line.</summary>
internal sealed record EventLoadOptions
{
    public const string Usage =
        """
        Measures what it costs to be heard: webhooks under load, open event streams, and gRPC beside HTTP.

          dotnet run -c Release --project bench/Events.LoadTests -- [options]

          --only A,B        of delivery, streams, grpc
          --checkouts N     checkouts of each round of delivery (3000)
          --connections N   open event streams (10000)
          --rounds N        rounds per figure, of which the median counts (5)
        """;

    private static readonly string[] Parts = ["delivery", "streams", "grpc"];

    public IReadOnlyList<string> Only { get; init; } = Parts;

    public int Checkouts { get; init; } = 3_000;

    public int Connections { get; init; } = 10_000;

    public int Rounds { get; init; } = 5;

    public bool Wants(string part) => Only.Contains(part);

    /// <summary>Null when the arguments ask for help or make no sense.</summary>
    public static EventLoadOptions? Parse(string[] args)
    {
        var options = new EventLoadOptions();
        if (args.Length % 2 != 0) return null;
        foreach (var pair in args.Chunk(2))
        {
            switch (pair[0])
            {
                case "--only": options = options with { Only = pair[1].Split(',') }; break;
                case "--checkouts": options = options with { Checkouts = Bounded(pair[1], 100, 100_000) }; break;
                case "--connections": options = options with { Connections = Bounded(pair[1], 1, 15_000) }; break;
                case "--rounds": options = options with { Rounds = Bounded(pair[1], 1, 50) }; break;
                default: return null;
            }
        }

        return options.Only.All(Parts.Contains) ? options : null;
    }

    private static int Bounded(string text, int least, int most) =>
        Math.Clamp(int.Parse(text, CultureInfo.InvariantCulture), least, most);
}
