using ShopActors.Hosting.Metrics;

namespace ShopActors.WebApi.Tests.Metrics;

public sealed class PrometheusTextTests
{
    [Theory]
    [InlineData("orleans-app-requests-timedout", null, true, "orleans_app_requests_timedout_total")]
    [InlineData("http.server.request.duration", "s", false, "http_server_request_duration_seconds")]
    [InlineData("shop.journal.appends", "{append}", true, "shop_journal_appends_total")]
    [InlineData("cache.size.bytes", "By", false, "cache_size_bytes")]
    [InlineData("usage", "1", false, "usage_ratio")]
    [InlineData("2nd", "%", false, "_2nd_percent")]
    public void NameOf_FollowsOpenTelemetrysRules(string name, string? unit, bool isCounter, string expected) =>
        Assert.Equal(expected, PrometheusText.NameOf(name, unit, isCounter, isRatio: !isCounter));

    [Fact]
    public void LabelsOf_AreSortedAndEscaped() => Assert.Equal(
        "a=\"1.5\",b_c=\"say \\\"hi\\\" \\\\ to\\nall\",n=\"\"",
        PrometheusText.LabelsOf([new("b.c", "say \"hi\" \\ to\nall"), new("n", null), new("a", 1.5)]));

    [Theory]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(0.25, "0.25")]
    [InlineData(1e20, "1E+20")]
    public void Format_IsTheFormatsOwn(double value, string expected) =>
        Assert.Equal(expected, PrometheusText.Format(value));
}
