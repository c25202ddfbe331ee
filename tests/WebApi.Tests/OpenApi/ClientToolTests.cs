namespace ShopActors.WebApi.Tests.OpenApi;

/// <summary>What others make of docs/openapi.json: linters accept it, and a client of generated types works.</summary>
public sealed class ClientToolTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [NpmFact]
    public async Task Document_IsAcceptedByTheLintersWithoutWarnings()
    {
        using var packages = await NodePackages.InstallAsync();

        await packages.RunPackageAsync("redocly", "lint", "openapi.json");
        await packages.RunPackageAsync("spectral", "lint", "--fail-severity=hint", "openapi.json");
    }

    [NpmFact]
    public async Task Client_OfGeneratedTypes_BuysAndIsRefunded()
    {
        using var packages = await NodePackages.InstallAsync();
        await packages.RunPackageAsync("openapi-typescript", "openapi.json", "--output", "api.ts");
        await packages.RunPackageAsync("tsc", "--noEmit", "--strict");
        await packages.RunPackageAsync("tsc", "--strict", "--outDir", "js");

        var printed = await packages.RunAsync(
            "node", Path.Combine("js", "order-life.js"), shop.Address.ToString().TrimEnd('/'), ShopFixture.OpsToken);

        Assert.Matches("^ord_[0-9a-z]{26} [0-9]+ (succeeded|pending) [0-9]+ events\n$", printed);
    }
}
