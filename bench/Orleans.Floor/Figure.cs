using System.Globalization;

namespace ShopActors.Floor;

/// <summary>What one operation cost in each round.</summary>
internal sealed class Figure(string name)
{
    private readonly List<Cost> _rounds = [];

    public void Add(Cost cost) => _rounds.Add(cost);

    public void Forget() => _rounds.Clear();

    public override string ToString()
    {
        var kept = Median(static cost => cost.KeptBytes);
        var cpu = Median(static cost => cost.CpuMicroseconds).ToString("N2", CultureInfo.InvariantCulture);
        var allocated = Median(static cost => cost.AllocatedBytes).ToString("N0", CultureInfo.InvariantCulture);
        return $"{name}: {cpu} us of CPU, {allocated} B allocated"
            + (double.IsNaN(kept) ? "" : $", {kept.ToString("N0", CultureInfo.InvariantCulture)} B kept");
    }

    private double Median(Func<Cost, double> part)
    {
        var ordered = _rounds.Select(part).Order().ToList();
        return ordered[ordered.Count / 2];
    }
}
