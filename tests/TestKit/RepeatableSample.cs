using CsCheck;

namespace ShopActors.TestKit;

/// <summary>
/// Samples of CsCheck with the same cases in every run. A case that fails is shrunk, and the exception prints the
/// smallest failure found with the seed that repeats it.
/// </summary>
/// <remarks>
/// CsCheck's own <c>seed:</c> fixes only the first case of a sample and draws the others at random, so each case
/// here is a sample of one with a seed of its own. Two environment variables of CsCheck change what runs:
/// <c>CsCheck_Seed</c> runs that case alone; <c>CsCheck_Time</c> runs new cases for so many seconds in each test. With
/// both, CsCheck goes on shrinking the case for that long.
/// </remarks>
internal static class RepeatableSample
{
    private const ulong Seed = 20260101;

    // A case on PostgreSQL takes half a second: a hundred of them.
    private const int ShrinkSeconds = 60;

    /// <summary>Asserts something of every case.</summary>
    public static Task SampleRepeatablyAsync<T>(this Gen<T> gen, int cases, Action<T> assert) =>
        gen.SampleRepeatablyAsync(cases, sample =>
        {
            assert(sample);
            return Task.CompletedTask;
        });

    /// <summary>Asserts something of every case.</summary>
    public static async Task SampleRepeatablyAsync<T>(this Gen<T> gen, int cases, Func<T, Task> assert)
    {
        if (Check.Time >= 0)
        {
            await SampleAsync(gen, assert, seed: null, iterations: 0, Check.Time).ConfigureAwait(false);
            return;
        }

        foreach (var seed in Check.Seed is { } one ? [one] : Seeds(cases))
        {
            try
            {
                await SampleAsync(gen, assert, seed, iterations: 1).ConfigureAwait(false);
            }
            catch (CsCheckException) when (Check.Seed is null)
            {
                await SampleAsync(gen, assert, seed, iterations: 0, ShrinkSeconds).ConfigureAwait(false);

                // The case failed once and then passed: it depends on more than its seed.
                throw;
            }
        }
    }

    // One case at a time: it fails for its own operations, not for the load of another.
    private static Task SampleAsync<T>(
        Gen<T> gen, Func<T, Task> assert, string? seed, long iterations, int seconds = -1) =>
        gen.SampleAsync(assert, seed: seed, iter: iterations, time: seconds, threads: 1);

    private static IEnumerable<string> Seeds(int cases)
    {
        var random = new PCG(0, Seed);
        for (var i = 0; i < cases; i++) yield return new PCG(0, random.Next64()).ToString();
    }
}
