namespace Engine.Benchmarks.Network;

/// <summary>What single operations took.</summary>
internal sealed class Latencies
{
    private readonly List<double> _microseconds = [];
    private bool _isSorted;

    public int Count => _microseconds.Count;

    public void Add(TimeSpan latency)
    {
        _microseconds.Add(latency.TotalMicroseconds);
        _isSorted = false;
    }

    /// <summary>The latency, in microseconds, that this part of the operations did not exceed.</summary>
    public double Percentile(double part)
    {
        if (!_isSorted) _microseconds.Sort();
        _isSorted = true;
        return Count == 0 ? double.NaN : _microseconds[Math.Min(Count - 1, (int)(Count * part))];
    }
}
