using Orleans.Runtime;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// The silo's copy of the promotions, read from their journal, so that no cart depends on the silo of their grain. An
/// answer is at most <see cref="CatalogLimits.StalenessMax"/> old; while the store does not answer, the copy serves up
/// to <see cref="CatalogLimits.OutageMax"/>. A checkout fixes what it used.
/// </summary>
internal sealed class PromotionCache(IJournalStore store, TimeProvider time)
{
    public const string GrainType = "promotions";

    private static readonly JournalId Journal = new($"{GrainType}/{IPromotionsGrain.Key}");

    private readonly Lock _lock = new();
    private volatile Copy? _copy;
    private Task<PromotionSet>? _reading;

    public ValueTask<PromotionSet> GetAsync() =>
        _copy is { } copy && AgeOf(copy) < CatalogLimits.StalenessMax ? new(copy.Promotions) : new(RefreshAsync());

    /// <summary>Takes the promotions as they were at a time, unless the copy is newer.</summary>
    public void Take(PromotionsState state, long readAt)
    {
        var copy = new Copy(new(state), readAt);
        lock (_lock)
        {
            if (_copy is null || _copy.ReadAt <= readAt) _copy = copy;
        }
    }

    private TimeSpan AgeOf(Copy copy) => time.GetElapsedTime(copy.ReadAt);

    private async Task<PromotionSet> RefreshAsync()
    {
        Task<PromotionSet> reading;
        lock (_lock) reading = _reading is { IsCompleted: false } running ? running : _reading = ReadAsync();
        try
        {
            return await reading.ConfigureAwait(false);
        }
        catch (Exception) when (_copy is { } copy && AgeOf(copy) < CatalogLimits.OutageMax)
        {
            // On any failure, the old copy serves for a while.
            return copy.Promotions;
        }
    }

    private async Task<PromotionSet> ReadAsync()
    {
        var readAt = time.GetTimestamp();
        var content = await store.ReadAsync(Journal).ConfigureAwait(false);
        Take(content.ToState<PromotionsState, PromotionsEvent>(IPromotionsGrain.Key), readAt);
        return _copy!.Promotions;
    }

    private sealed record Copy(PromotionSet Promotions, long ReadAt);
}
