using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Runtime;

namespace Nola.Runtime.Membership;

/// <summary>The gateways of a membership table: its active silos with a gateway port.</summary>
internal sealed class TableGatewayListProvider(IMembershipTable table, IOptions<GatewayOptions> options)
    : IGatewayListProvider
{
    public TimeSpan MaxStaleness => options.Value.GatewayListRefreshPeriod;

    public Task InitializeGatewayListProvider() => table.InitializeMembershipTable(false);

    public async Task<IList<Uri>> GetGateways()
    {
        var rows = await table.ReadAll().ConfigureAwait(false);
        return [.. rows.Members
            .Select(row => row.Item1)
            .Where(entry => entry is { Status: SiloStatus.Active, ProxyPort: > 0 })
            .Select(entry => GatewayUri.Of(entry.SiloAddress, entry.ProxyPort))];
    }
}
