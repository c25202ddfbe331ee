using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;

namespace Nola.Runtime.Placement;

/// <summary>Gateways that are known in advance.</summary>
internal sealed class StaticGatewayListProvider(
    IOptions<StaticGatewayListProviderOptions> options, IOptions<GatewayOptions> gateway) : IGatewayListProvider
{
    public TimeSpan MaxStaleness => gateway.Value.GatewayListRefreshPeriod;

    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    public Task<IList<Uri>> GetGateways() => Task.FromResult<IList<Uri>>([.. options.Value.Gateways]);
}
