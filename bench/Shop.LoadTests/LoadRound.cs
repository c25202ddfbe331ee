using System.Diagnostics;
using ShopActors.TestKit;

namespace ShopActors.Shop.LoadTests;

/// <summary>What one round of a scenario against one target measured.</summary>
internal sealed record LoadRound(
    int Requests,
    double Seconds,
    double? CpuSeconds,
    double P50Ms,
    double P99Ms,
    int Errors,
    int Unsettled,
    string? FirstError)
{
    public double PerSecond => (Requests - Errors - Unsettled) / Seconds;

    public double? CpuMsPerRequest => CpuSeconds * 1000 / Requests;

    /// <summary>
    /// Runs a closed loop: every client sends its next request when it has the answer to the one before.
    /// </summary>
    public static async Task<LoadRound> RunAsync(
        LoadScenario scenario, LoadTarget target, int clients, int requests, CancellationToken cancellationToken)
    {
        var request = await scenario.PrepareAsync(target, requests, cancellationToken).ConfigureAwait(false);
        var latencies = new long[requests];
        var next = -1;
        var errors = 0;
        var unsettled = 0;
        string? firstError = null;

        var cpu = target.CpuSeconds;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => ClientAsync())).ConfigureAwait(false);
        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        cpu = target.CpuSeconds - cpu;

        Array.Sort(latencies);
        return new(
            requests, elapsed, cpu, Milliseconds(0.50), Milliseconds(0.99), errors, unsettled, firstError);

        async Task ClientAsync()
        {
            await Task.Yield();
            for (int i; (i = Interlocked.Increment(ref next)) < requests;)
            {
                var sent = Stopwatch.GetTimestamp();
                try
                {
                    Count(await target.Client.SendAsync(request(i), cancellationToken).ConfigureAwait(false));
                }
                catch (HttpRequestException failure)
                {
                    Interlocked.Increment(ref errors);
                    firstError ??= failure.Message;
                }

                latencies[i] = Stopwatch.GetTimestamp() - sent;
            }
        }

        void Count(in ShopAnswer answer)
        {
            if (!answer.IsSuccess)
            {
                Interlocked.Increment(ref errors);
                firstError ??= answer.ToString();
            }
            else if (answer.Status == 202)
            {
                Interlocked.Increment(ref unsettled);
            }
        }

        double Milliseconds(double quantile) =>
            latencies[(int)(quantile * (requests - 1))] * 1000.0 / Stopwatch.Frequency;
    }
}
