using System.Net;

namespace ShopActors.WebApi.Tests.Telemetry;

public sealed class MetricsEndpointTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Metrics_WithoutTheOperatorsToken_AreRefused()
    {
        using var http = new HttpClient { BaseAddress = shop.Address };

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/metrics")).StatusCode);
    }

    [Fact]
    public async Task Metrics_ForAnOperator_AreTheShopsAndTheRuntimes()
    {
        using var http = new HttpClient { BaseAddress = shop.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", ShopFixture.OpsToken);
        (await http.PostAsync("/carts", new StringContent("{}", null, "application/json"))).EnsureSuccessStatusCode();

        using var response = await http.GetAsync("/metrics");

        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        var text = await response.Content.ReadAsStringAsync();
        Assert.Contains("\nshop_journal_appends_total{} ", text, StringComparison.Ordinal);
        Assert.Contains("\nshop_journal_sync_duration_seconds_bucket{le=", text, StringComparison.Ordinal);
        Assert.Contains("\n# TYPE http_server_request_duration_seconds histogram\n", text, StringComparison.Ordinal);
        Assert.Contains("\n# TYPE orleans_catalog_activations gauge\n", text, StringComparison.Ordinal);
    }
}
