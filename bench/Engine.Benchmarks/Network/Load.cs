using System.Diagnostics;

namespace Engine.Benchmarks.Network;

/// <summary>The loops of callers, for grains and for clients alike.</summary>
internal static class Load
{
    private const int CallsBetweenLooks = 64;

    /// <summary>Calls targets in turn until the time is over; gives the number of calls.</summary>
    public static async Task<long> CallForAsync(IGrainFactory grains, long[] targets, int first, TimeSpan duration)
    {
        var references = Array.ConvertAll(targets, target => grains.GetGrain<IRemoteGrain>(target));
        var next = first;
        long calls = 0;
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < duration)
        {
            for (var i = 0; i < CallsBetweenLooks; i++)
            {
                if (next >= references.Length) next = 0;
                await references[next++].Add(1);
            }

            calls += CallsBetweenLooks;
        }

        return calls;
    }

    /// <summary>Sends bytes until the time is over; gives the number of bytes.</summary>
    public static async Task<long> SendForAsync(IRemoteGrain target, byte[] bytes, TimeSpan duration)
    {
        long sent = 0;
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < duration) sent += await target.Take(bytes);
        return sent;
    }

    /// <summary>Makes one call after the other and notes what each took.</summary>
    public static async Task TimeForAsync(IRemoteGrain target, TimeSpan duration, Latencies latencies)
    {
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < duration)
        {
            var sent = Stopwatch.GetTimestamp();
            await target.Add(1);
            latencies.Add(Stopwatch.GetElapsedTime(sent));
        }
    }
}
