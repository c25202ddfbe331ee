using System.Diagnostics;

namespace ShopActors.Storage;

/// <summary>
/// The spans of this process's journal stores, in the source <c>ShopActors</c>. They name the backend and the sizes,
/// never a journal: its id is a customer's cart or order.
/// </summary>
internal static class StorageTraces
{
    private const string BatchSize = "shop.journal.batch.size";

    private static readonly ActivitySource Source = new("ShopActors");

    /// <summary>Whether anything listens; a store hands appends over without a span otherwise.</summary>
    public static bool IsOn => Source.HasListeners();

    /// <summary>Makes the span of one append, from the call until it is durable or refused.</summary>
    public static async ValueTask<long> AppendAsync<TState>(
        string backend, JournalAppend append, TState state, Func<TState, JournalAppend, SharedCommit> enqueue)
    {
        using var activity = Source.StartActivity("journal append", ActivityKind.Client);
        activity?.SetTag("shop.journal.backend", backend);
        activity?.SetTag("shop.journal.events", append.Events.Count);
        try
        {
            // Enqueued before the first await, because the order of the calls is the order of the journal.
            var request = enqueue(state, append);
            try
            {
                return await request.Task.ConfigureAwait(false);
            }
            finally
            {
                activity?.SetTag(BatchSize, request.BatchSize);
            }
        }
        catch (JournalStoreException e)
        {
            activity?.SetStatus(ActivityStatusCode.Error, e.Failure.ToString());
            throw;
        }
    }

    /// <summary>
    /// Begins the span of a batch, a trace of its own: its appends belong to several traces, to which it has links.
    /// </summary>
    public static Activity? BeginBatch(IEnumerable<ActivityContext> appends, int count)
    {
        if (!IsOn) return null;

        var links = appends.Where(static append => append != default).Select(static append => new ActivityLink(append));
        Activity.Current = null;
        var activity = Source.StartActivity(
            "journal batch", ActivityKind.Client, default(ActivityContext), links: links);
        activity?.SetTag(BatchSize, count);
        return activity;
    }
}
