using ShopActors.Harness;

namespace ShopActors.Chaos.Fleets;

/// <summary>API and silo in one process over the file store, with the provider beside it.</summary>
internal sealed class EmbeddedFleet : Fleet
{
    private readonly ServiceProcess _shop;

    public EmbeddedFleet(string home, string opsToken)
        : base(home, opsToken)
    {
        var program = RepositoryLayout.WebApi;
        _shop = new ServiceProcess(
            new()
            {
                Name = "shop",
                FileName = "dotnet",
                Arguments = [program],
                WorkingDirectory = Path.GetDirectoryName(program),
                LogPath = Path.Combine(home, "shop.out"),
                Environment = new Dictionary<string, string>
                {
                    ["ASPNETCORE_URLS"] = Api.ToString().TrimEnd('/'),
                    ["ASPNETCORE_ENVIRONMENT"] = "Production",
                    ["Storage__Path"] = Path.Combine(home, "data"),
                    ["Ops__Token"] = opsToken,
                    ["Silo__SiloPort"] = $"{FreePort.Next()}",
                    ["Silo__GatewayPort"] = $"{FreePort.Next()}",
                    ["Payments__ProviderUrl"] = ProviderUrl.ToString(),
                    ["Payments__WebhookSecrets__0"] = WebhookSecret,
                },
            },
            Readiness.Answers(new Uri(Api, "/readyz")));
        Members = [new(_shop, null)];
    }

    public override IReadOnlyList<FleetMember> Members { get; }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Provider.StartAsync(cancellationToken).ConfigureAwait(false);
        await _shop.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    public override async Task CrashAllAsync(CancellationToken cancellationToken)
    {
        await _shop.KillAsync().ConfigureAwait(false);
        await _shop.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    public override async Task RestartAllAsync(CancellationToken cancellationToken)
    {
        await _shop.StopAsync(StopPatience).ConfigureAwait(false);
        await _shop.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    public override async ValueTask DisposeAsync()
    {
        await _shop.DisposeAsync().ConfigureAwait(false);
        await Provider.DisposeAsync().ConfigureAwait(false);
    }
}
