using Orleans.Runtime;

namespace ShopActors.Floor;

/// <summary>
/// The rounds: several callers at a time, each one call after the other, so that both cores have work.
/// </summary>
internal sealed class Figures(IGrainFactory grains)
{
    private const int Callers = 16;
    private const int CallsEach = 12_500;
    private const int TargetsEach = 1_250;

    // What a silo has of its own, and is not collected.
    private const int OwnActivationsMax = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly Figure _kept = new("call between grains of a silo, reference kept");
    private readonly Figure _lookedUp = new("call between grains of a silo, GetGrain<T>(key) each time");
    private readonly Figure _fresh = new("fresh activation with its first call");
    private readonly Figure _collected = new("deactivation of idle activations by the collector");
    private readonly Figure _once = new("fresh activation that ends with its first call");
    private readonly IManagementGrain _management = grains.GetGrain<IManagementGrain>(0);

    // A fresh activation needs a key that was never used.
    private long _nextKey;

    public async Task MeasureRoundAsync()
    {
        // Activates the callers and their targets, which the figures are not about.
        var first = Take();
        await AllAsync((caller, index) => caller.CallKept(first + index, 1)).ConfigureAwait(false);

        _kept.Add(await Cost.MeasureAsync(Callers * CallsEach, () => AllAsync(
            (caller, index) => caller.CallKept(first + index, CallsEach))).ConfigureAwait(false));
        _lookedUp.Add(await Cost.MeasureAsync(Callers * CallsEach, () => AllAsync(
            (caller, index) => caller.CallLookedUp(first + index, CallsEach))).ConfigureAwait(false));

        var fresh = Take();
        _fresh.Add(await Cost.MeasureAsync(Callers * TargetsEach, () => AllAsync(
            (caller, index) => caller.CallEach(fresh + (index * TargetsEach), TargetsEach)), withHeap: true)
                .ConfigureAwait(false));
        _collected.Add(await Cost.MeasureAsync(Callers * TargetsEach, CollectAsync).ConfigureAwait(false));

        await AllAsync((caller, index) => caller.CallKept(first + index, 1)).ConfigureAwait(false);
        var once = Take();
        _once.Add(await Cost.MeasureAsync(
            Callers * TargetsEach,
            async () =>
            {
                await AllAsync((caller, index) => caller.CallEachOnce(once + (index * TargetsEach), TargetsEach))
                    .ConfigureAwait(false);
                await UntilGoneAsync().ConfigureAwait(false);
            },
            withHeap: true).ConfigureAwait(false));
        await CollectAsync().ConfigureAwait(false);
    }

    /// <summary>Begins anew, for the rounds before the compiler has settled.</summary>
    public void Forget()
    {
        foreach (var figure in All) figure.Forget();
    }

    public void Print(TextWriter output)
    {
        foreach (var figure in All) output.WriteLine(figure);
    }

    private IEnumerable<Figure> All => [_kept, _lookedUp, _fresh, _collected, _once];

    private long Take()
    {
        var first = _nextKey;
        _nextKey += Callers * TargetsEach;
        return first;
    }

    private Task AllAsync(Func<ICallerGrain, int, Task> call) =>
        Task.WhenAll(Enumerable.Range(0, Callers).Select(index => call(grains.GetGrain<ICallerGrain>(index), index)));

    private async Task CollectAsync()
    {
        await _management.ForceActivationCollection(TimeSpan.Zero).ConfigureAwait(false);
        await UntilGoneAsync().ConfigureAwait(false);
    }

    private async Task UntilGoneAsync()
    {
        while (await _management.GetTotalActivationCount().ConfigureAwait(false) > OwnActivationsMax)
        {
            await Task.Delay(Pause).ConfigureAwait(false);
        }
    }
}
