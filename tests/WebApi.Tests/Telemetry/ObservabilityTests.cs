using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Npgsql;
using ShopActors.WebApi.Limits;
using YamlDotNet.RepresentationModel;

namespace ShopActors.WebApi.Tests.Telemetry;

/// <summary>
/// The alerts and dashboards of <c>deploy/observability</c> ask only for what a running shop measures, so that a
/// mistyped name cannot leave a panel empty or an alert silent.
/// </summary>
public sealed partial class ObservabilityTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static readonly string Folder = Path.Combine(RepositoryLayout.Root, "deploy", "observability");
    private static readonly string Rules = Path.Combine(Folder, "prometheus", "rules.yaml");

    // What a name has behind that of its instrument.
    private static readonly string[] Suffixes = ["", "_total", "_seconds", "_seconds_count", "_seconds_bucket"];

    // Labels that Prometheus adds, and those of series that exist only once something has gone wrong or is connected.
    private static readonly string[] RareLabels =
        ["instance", "job", "limit", "outlet", "error_type", "db_client_connection_state"];

    [Fact]
    public async Task Queries_OfRulesAndDashboards_NameMetricsAndLabelsOfTheRunningShop()
    {
        var published = new ConcurrentBag<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) => published.Add(instrument.Name);
        listener.Start();

        // These are created when they are used first.
        RuntimeHelpers.RunClassConstructor(typeof(RequestRates).TypeHandle);
        await using var postgres = NpgsqlDataSource.Create("Host=127.0.0.1");
        foreach (var name in OrleansNames()) published.Add(name);
        var instruments = published.Select(name => name.Replace('.', '_').Replace('-', '_')).ToHashSet();
        var recorded = RuleNodes().Select(rule => Text(rule, "record")).OfType<string>().ToHashSet();
        var scrape = await ScrapeAsync();
        var queries = DashboardQueries().Concat(RuleNodes().Select(rule => Text(rule, "expr")!)).ToList();

        Assert.True(queries.Count > 60, $"Only {queries.Count} queries were found.");
        foreach (var query in queries)
        {
            Assert.All(MetricsIn(query).Where(name => name != "up" && !recorded.Contains(name)), name => Assert.True(
                Regex.IsMatch(scrape, $@"^{name}[ {{]", RegexOptions.Multiline)
                    || Suffixes.Any(end => name.EndsWith(end, StringComparison.Ordinal)
                        && instruments.Contains(name[..^end.Length])),
                $"{name} of the query {query} is not measured."));
            Assert.All(LabelsIn(query).Except(RareLabels), label => Assert.True(
                Regex.IsMatch(scrape, $@"[{{,]{label}="""), $"{label} of the query {query} is no label."));
        }
    }

    [Fact]
    public void Alerts_NameAPromiseOfTheGuarantees()
    {
        var guarantees = File.ReadAllText(Path.Combine(RepositoryLayout.Root, "docs", "guarantees.md"));
        var operations = File.ReadAllText(Path.Combine(RepositoryLayout.Root, "docs", "operations.md"));
        var alerts = RuleNodes().Where(rule => Text(rule, "alert") is not null).ToList();

        Assert.NotEmpty(alerts);
        foreach (var alert in alerts)
        {
            Assert.Contains($"`{Text(alert, "alert")}`", operations, StringComparison.Ordinal);
            var promises = Text((YamlMappingNode)alert["annotations"], "promise")!.Split(';');
            Assert.All(promises.Select(promise => promise.Trim()), promise => Assert.Contains(
                $"**{promise}**", guarantees, StringComparison.OrdinalIgnoreCase));
        }
    }

    [RequiresToolFact("promtool", "apt-get install prometheus")]
    public async Task Alerts_OfABadShop_FireAndOfAHealthyOneDoNot()
    {
        var start = new ProcessStartInfo("promtool", ["test", "rules", Rules.Replace("rules.yaml", "rules.test.yaml")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var promtool = Process.Start(start)!;
        var errors = promtool.StandardError.ReadToEndAsync();
        var output = await promtool.StandardOutput.ReadToEndAsync();
        await promtool.WaitForExitAsync();

        Assert.True(promtool.ExitCode == 0, output + await errors);
    }

    /// <summary>What the shop measures once it has sold something and was audited.</summary>
    private async Task<string> ScrapeAsync()
    {
        using var shopper = shop.NewClient();
        var cart = await shopper.NewCartWithAsync("BOOK-CLA-002");
        var order = await shopper.CheckoutAsync(cart, "observed-1");
        Assert.True(order.Status == HttpStatusCode.Created, order.ToString());
        using var operations = shop.NewOperator();
        Assert.Equal(HttpStatusCode.OK, (await operations.GetAsync("/ops/audit")).Status);
        return (await operations.GetAsync("/metrics")).Text;
    }

    // Orleans creates some instruments only when they are used first, such as those of a gateway.
    private static IEnumerable<string> OrleansNames() => Assembly.Load("Orleans.Core")
        .GetType("Orleans.Runtime.InstrumentNames", throwOnError: true)!
        .GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        .Select(field => field.GetRawConstantValue() as string)
        .OfType<string>();

    private static IEnumerable<string> DashboardQueries() =>
        from file in Directory.GetFiles(Path.Combine(Folder, "grafana", "dashboards"), "*.json")
        from panel in JsonNode.Parse(File.ReadAllText(file))!["panels"]!.AsArray()
        from target in panel!["targets"]!.AsArray()
        select (string)target!["expr"]!;

    private static IEnumerable<YamlMappingNode> RuleNodes()
    {
        var yaml = new YamlStream();
        using var text = File.OpenText(Rules);
        yaml.Load(text);
        return from YamlNode @group in (YamlSequenceNode)yaml.Documents[0].RootNode["groups"]
               from YamlNode rule in (YamlSequenceNode)@group["rules"]
               select (YamlMappingNode)rule;
    }

    private static string? Text(YamlMappingNode node, string name) =>
        node.Children.TryGetValue(new YamlScalarNode(name), out var value) ? ((YamlScalarNode)value).Value : null;

    private static IEnumerable<string> MetricsIn(string query) =>
        Name().Matches(Labels().Replace(query, "")).Select(match => match.Value).Where(name =>
            name.Contains('_', StringComparison.Ordinal) && name != "histogram_quantile");

    private static IEnumerable<string> LabelsIn(string query) => Labels().Matches(query)
        .SelectMany(match => Label().Matches(match.Value)).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"[a-z][a-z0-9_:]*")]
    private static partial Regex Name();

    // A grouping or a selector.
    [GeneratedRegex(@"by \([^)]*\)|\{[^}]*\}")]
    private static partial Regex Labels();

    [GeneratedRegex(@"(?:^by \(|[{, ])([a-z_]+)(?==|[,)])")]
    private static partial Regex Label();
}
