namespace ShopActors.Shop.LoadTests;

/// <summary>The rounds of one scenario against one target, summed up by their medians.</summary>
internal sealed record LoadFigure(string Target, IReadOnlyList<LoadRound> Rounds)
{
    public double PerSecond => Median(round => round.PerSecond);

    public double P50Ms => Median(round => round.P50Ms);

    public double P99Ms => Median(round => round.P99Ms);

    public double? CpuMs => Rounds[0].CpuSeconds is null ? null : Median(round => round.CpuMsPerRequest!.Value);

    public int Errors => Rounds.Sum(round => round.Errors);

    public int Unsettled => Rounds.Sum(round => round.Unsettled);

    public string? FirstError => Rounds.Select(round => round.FirstError).FirstOrDefault(error => error is not null);

    private double Median(Func<LoadRound, double> value)
    {
        var sorted = Rounds.Select(value).Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
