using ShopActors.Storage;

namespace ShopActors;

/// <summary>Finds the journals of the webhook endpoints.</summary>
internal sealed class WebhookDirectory(IJournalStore store)
{
    /// <summary>All endpoints that exist, latest first.</summary>
    public async Task<IReadOnlyList<WebhookState>> ReadAsync(CancellationToken cancellationToken = default)
    {
        // Deleted ones stay listed until their journals are swept.
        var found = new List<WebhookState>();
        long? before = null;
        while (true)
        {
            var page = await store.ReadListAsync(
                WebhookState.ListName, before, WebhookLimits.EndpointsMax, cancellationToken).ConfigureAwait(false);
            foreach (var (position, id) in page)
            {
                before = position;
                var content = await store.ReadAsync(id, cancellationToken).ConfigureAwait(false);
                if (!content.Exists) continue;
                var state = content.ToState<WebhookState, WebhookEvent>(id.Key);
                if (state.Exists) found.Add(state);
            }

            if (page.Count < WebhookLimits.EndpointsMax) return found;
        }
    }

    public async Task<bool> IsFullAsync() => (await ReadAsync()).Count >= WebhookLimits.EndpointsMax;
}
