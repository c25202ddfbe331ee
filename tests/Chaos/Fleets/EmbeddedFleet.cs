using ShopActors.TestKit;

namespace ShopActors.Chaos.Fleets;

/// <summary>API and silo in one process over the file store, with the provider beside it.</summary>
internal sealed class EmbeddedFleet : Fleet
{
    public EmbeddedFleet(string home, string opsToken)
        : base(home, opsToken)
    {
        var program = RepositoryLayout.WebApi;
        var shop = new ServiceProcess(
            new()
            {
                Name = "shop",
                FileName = "dotnet",
                Arguments = [program],
                WorkingDirectory = Path.GetDirectoryName(program),
                LogPath = Path.Combine(home, "shop.out"),
                Environment = new Dictionary<string, string>(RaisedLimits.Settings)
                {
                    ["ASPNETCORE_URLS"] = Api.ToString().TrimEnd('/'),
                    ["ASPNETCORE_ENVIRONMENT"] = "Production",
                    ["Storage__Path"] = Path.Combine(home, "data"),
                    ["Ops__Token"] = opsToken,
                    ["Payments__ProviderUrl"] = ProviderUrl.ToString(),
                    ["Payments__WebhookSecrets__0"] = WebhookSecret,
                    ["Events__Webhooks__AllowPrivateTargets"] = "true",
                },
            },
            Readiness.Answers(new Uri(Api, "/readyz")));
        Members = [new(shop, null)];
    }

    public override IReadOnlyList<FleetMember> Members { get; }
}
