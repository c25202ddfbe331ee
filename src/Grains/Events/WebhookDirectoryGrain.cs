using System.Collections.Immutable;
using Orleans.Concurrency;

namespace ShopActors;

[StatelessWorker, GrainType("webhook-directory")]
internal sealed class WebhookDirectoryGrain(WebhookDirectory directory) : Grain, IWebhookDirectoryGrain
{
    public async Task<Result<ImmutableArray<WebhookEndpointSnapshot>>> List(Caller caller)
    {
        if (!caller.May(Scopes.WebhooksManage)) return AccessErrors.Forbidden(Scopes.WebhooksManage);
        var endpoints = await directory.ReadAsync();
        return endpoints.Select(state => state.ToSnapshot()).ToImmutableArray();
    }
}
