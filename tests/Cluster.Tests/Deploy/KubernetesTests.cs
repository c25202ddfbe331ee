using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ShopActors.TestKit;
using YamlDotNet.RepresentationModel;

namespace ShopActors.Cluster.Tests.Deploy;

public sealed class KubernetesTests
{
    private static readonly IReadOnlyList<YamlNode> All =
        [.. Directory.EnumerateFiles(Yaml.DeployPath("k8s"), "*.yaml", SearchOption.AllDirectories)
            .SelectMany(Yaml.Documents).Where(node => node is YamlMappingNode)];

    public static TheoryData<string> Workloads =>
        [.. All.Where(node => node.Text("kind") is "Deployment" or "StatefulSet")
            .Select(node => node.Text("metadata/name")!)];

    [Fact]
    public void Manifest_EveryDocument_HasVersionKindAndUniqueName()
    {
        var objects = All.Where(node => node.Text("kind") is not ("Kustomization" or "Component")).ToList();

        Assert.All(objects, node => Assert.False(string.IsNullOrEmpty(node.Text("apiVersion"))));
        Assert.All(objects, node => Assert.False(string.IsNullOrEmpty(node.Text("metadata/name"))));
        Assert.Equal(objects.Count, objects.DistinctBy(node => (node.Text("kind"), node.Text("metadata/name")))
            .Count());
    }

    [Theory]
    [InlineData("base", "Namespace", "shopactors")]
    [InlineData("base", "ConfigMap", "shop-settings")]
    [InlineData("base", "Deployment", "silo")]
    [InlineData("base", "Deployment", "webapi")]
    [InlineData("base", "Service", "silo")]
    [InlineData("base", "Service", "webapi")]
    [InlineData("base", "PodDisruptionBudget", "silo")]
    [InlineData("base", "PodDisruptionBudget", "webapi")]
    [InlineData("base", "HorizontalPodAutoscaler", "webapi")]
    [InlineData("base", "NetworkPolicy", "silo")]
    [InlineData("cert-manager", "Issuer", "shop-authority")]
    [InlineData("cert-manager", "Certificate", "silo-tls")]
    [InlineData("cert-manager", "Certificate", "api-tls")]
    [InlineData("trial", "StatefulSet", "postgres")]
    [InlineData("trial", "NetworkPolicy", "postgres")]
    [InlineData("trial", "StatefulSet", "redis")]
    [InlineData("trial", "ConfigMap", "shop-payments")]
    [InlineData("monitoring", "ServiceMonitor", "silo")]
    [InlineData("monitoring", "ServiceMonitor", "webapi")]
    [InlineData("monitoring", "PrometheusRule", "shop")]
    public void Kustomization_ListsTheFileOf_EveryPartOfTheShop(string folder, string kind, string name)
    {
        var kustomization = Yaml.Documents(Yaml.DeployPath("k8s", folder, "kustomization.yaml")).Single();
        var listed = kustomization.Items("resources").Cast<YamlScalarNode>()
            .Where(file => file.Value!.EndsWith(".yaml", StringComparison.Ordinal))
            .SelectMany(file => Yaml.Documents(Yaml.DeployPath("k8s", folder, file.Value!)));

        Assert.Contains(listed, node => node.Text("kind") == kind && node.Text("metadata/name") == name);
    }

    [Fact]
    public void Silo_Rollout_ReplacesOneAtATimeAndGivesItTimeToHandOver()
    {
        var silo = Find("Deployment", "silo");
        var hostShutdown = Find("ConfigMap", "shop-settings").Number("data/DOTNET_shutdownTimeoutSeconds");

        Assert.Equal(0, silo.Number("spec/strategy/rollingUpdate/maxUnavailable"));
        Assert.Equal(1, silo.Number("spec/strategy/rollingUpdate/maxSurge"));
        Assert.Equal(30, silo.Number("spec/minReadySeconds"));
        Assert.Equal(150, silo.Number("spec/template/spec/terminationGracePeriodSeconds"));
        Assert.Equal(120, hostShutdown);
        Assert.True(silo.Number("spec/replicas") > Find("PodDisruptionBudget", "silo").Number("spec/minAvailable"));
        Assert.Equal(2, Find("PodDisruptionBudget", "silo").Number("spec/minAvailable"));
    }

    [Fact]
    public void Silo_Placement_PutsNoTwoOnOneNode()
    {
        var rule = Find("Deployment", "silo").At(
            "spec/template/spec/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/0");

        Assert.Equal("kubernetes.io/hostname", rule!.Text("topologyKey"));
        Assert.Equal("silo", NameIn(rule!.At("labelSelector/matchLabels")));
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public void Workload_EveryContainer_IsLockedDownAndBounded(string name)
    {
        var pod = All.Single(node => node.Text("kind") is "Deployment" or "StatefulSet"
            && node.Text("metadata/name") == name)
            .At("spec/template/spec")!;

        Assert.Equal("true", pod.Text("securityContext/runAsNonRoot"));
        Assert.Equal("false", pod.Text("automountServiceAccountToken"));
        Assert.All(pod.Items("containers"), container =>
        {
            Assert.Equal("true", container.Text("securityContext/readOnlyRootFilesystem"));
            Assert.Equal("false", container.Text("securityContext/allowPrivilegeEscalation"));
            Assert.Equal("ALL", container.Text("securityContext/capabilities/drop/0"));
            Assert.NotNull(container.Text("resources/requests/cpu"));
            Assert.NotNull(container.Text("resources/limits/memory"));
            // A throttled silo looks dead to its peers.
            Assert.Null(container.Text("resources/limits/cpu"));
            Assert.NotNull(container.At("livenessProbe"));
            Assert.NotNull(container.At("readinessProbe"));
        });
    }

    [Theory]
    [InlineData("silo")]
    [InlineData("webapi")]
    public void Probes_LivenessIsLocal_ReadinessFollowsTheCluster(string name)
    {
        var container = Find("Deployment", name).At("spec/template/spec/containers/0")!;

        Assert.Equal("/healthz", container.Text("livenessProbe/httpGet/path"));
        Assert.Equal("/readyz", container.Text("readinessProbe/httpGet/path"));
    }

    [Fact]
    public void Secrets_AreReferredTo_AndNeverWritten()
    {
        Assert.DoesNotContain(All, node => node.Text("kind") == "Secret");
        var variables = All.Where(node => node.Text("kind") is "Deployment" or "StatefulSet")
            .SelectMany(node => node.Items("spec/template/spec/containers/0/env"))
            .Where(variable => IsSecret(variable.Text("name")!))
            .ToList();

        Assert.NotEmpty(variables);
        Assert.All(variables, variable => Assert.Equal(
            variable.Text("name")!.Contains("Postgres", StringComparison.OrdinalIgnoreCase)
                ? "shop-postgres"
                : "shop-secrets",
            variable.Text("valueFrom/secretKeyRef/name")));
        Assert.DoesNotContain(Find("ConfigMap", "shop-settings").Keys("data"), IsSecret);

        static bool IsSecret(string name) =>
            name.Contains("Secret", StringComparison.Ordinal) || name.EndsWith("Token", StringComparison.Ordinal)
            || name.EndsWith("ConnectionString", StringComparison.Ordinal)
            || name.EndsWith("PASSWORD", StringComparison.Ordinal) || name == "REDISCLI_AUTH";
    }

    [Theory]
    [InlineData("silo", "connection-string")]
    [InlineData("webapi", null)]
    public void ConnectionToTheData_IsGivenToSilosAlone(string workload, string? key)
    {
        var variable = Find("Deployment", workload).Items("spec/template/spec/containers/0/env")
            .SingleOrDefault(item => item.Text("name") == "Storage__Postgres__ConnectionString");

        Assert.Equal(key, variable?.Text("valueFrom/secretKeyRef/key"));
    }

    [Theory]
    [InlineData("postgres", "silo")]
    [InlineData("redis", "silo, webapi")]
    public void NetworkPolicy_OfATrialServer_OpensItsPortToItsUsersAlone(string server, string users)
    {
        var rule = Assert.Single(Find("NetworkPolicy", server).Items("spec/ingress"));

        Assert.Equal(server, Assert.Single(rule.Items("ports")).Text("port"));
        Assert.Equal(
            users,
            string.Join(", ", rule.Items("from").Select(from => NameIn(from.At("podSelector/matchLabels")))));
    }

    [Fact]
    public void NetworkPolicy_EachPortOfASilo_IsOpenToItsUsersAlone()
    {
        var denial = Find("NetworkPolicy", "default-deny");
        Assert.Empty(denial.Keys("spec/podSelector"));
        Assert.Empty(denial.Items("spec/ingress"));

        var rules = Find("NetworkPolicy", "silo").Items("spec/ingress").Select(rule => (
            Port: rule.Items("ports").Single().Text("port"),
            From: NameIn(rule.Items("from").Single().At("podSelector/matchLabels"))));
        Assert.Equal([("silo", "silo"), ("gateway", "webapi")], rules);
    }

    [Theory]
    [InlineData("silo", "silo-tls")]
    [InlineData("webapi", "api-tls")]
    public void Certificate_OfEachRole_IsMountedReadOnlyWhereTheSettingsPoint(string workload, string secret)
    {
        var pod = Find("Deployment", workload).At("spec/template/spec")!;
        var mount = Assert.Single(pod.Items("containers/0/volumeMounts"), item => item.Text("name") == "tls");
        var settings = Find("ConfigMap", "shop-settings");

        Assert.Equal("true", mount.Text("readOnly"));
        // A file that is mounted alone never changes.
        Assert.Null(mount.Text("subPath"));
        Assert.All(
            [("CertificatePath", "tls.crt"), ("KeyPath", "tls.key"), ("AuthorityPath", "ca.crt")],
            row => Assert.Equal(
                $"{mount.Text("mountPath")}/{row.Item2}", settings.Text($"data/Cluster__Tls__{row.Item1}")));
        var volume = Assert.Single(pod.Items("volumes"), item => item.Text("name") == "tls");
        Assert.Equal(secret, volume.Text("secret/secretName"));
        Assert.Equal("0440", volume.Text("secret/defaultMode"));
        Assert.Equal(pod.Text("securityContext/runAsUser"), pod.Text("securityContext/fsGroup"));
    }

    [Theory]
    [InlineData("silo-tls", "silo.shop.internal")]
    [InlineData("api-tls", "api.shop.internal")]
    public void CertManager_CertificateOfARole_HasItsNameAndBothUsages(string name, string dnsName)
    {
        var certificate = Find("Certificate", name);

        Assert.Equal(name, certificate.Text("spec/secretName"));
        Assert.Equal(dnsName, Assert.Single(certificate.Items("spec/dnsNames")).ToString());
        var usages = certificate.Items("spec/usages").Select(usage => usage.ToString()).ToList();
        Assert.Contains("server auth", usages);
        Assert.Contains("client auth", usages);
        // A third of the lifetime for the renewal: a process warns when a fifth is left.
        Assert.Equal("2160h", certificate.Text("spec/duration"));
        Assert.Equal("720h", certificate.Text("spec/renewBefore"));
    }

    [Fact]
    public void Base_NamesNoHost_ThatOnlyTheTrialHas()
    {
        var hosts = Directory.EnumerateFiles(Yaml.DeployPath("k8s", "trial"), "*.yaml").SelectMany(Yaml.Documents)
            .Where(node => node.Text("kind") == "Service").Select(node => node.Text("metadata/name")!).ToList();
        Assert.Equal(["payments", "postgres", "redis"], hosts.Order(StringComparer.Ordinal));

        var lines = Directory.EnumerateFiles(Yaml.DeployPath("k8s", "base"), "*.yaml").SelectMany(File.ReadLines);
        Assert.DoesNotContain(lines, line => hosts.Any(host =>
            line.Contains($"//{host}", StringComparison.Ordinal)
            || line.Contains($"{host}:", StringComparison.Ordinal)));
    }

    [Fact]
    public void Redis_ForTrial_KeepsTheMembershipAndNeverEvicts()
    {
        var arguments = string.Join(' ', Find("StatefulSet", "redis").Items("spec/template/spec/containers/0/args")
            .Cast<YamlScalarNode>().Select(argument => argument.Value));

        Assert.Contains("--appendonly yes", arguments, StringComparison.Ordinal);
        Assert.Contains("--maxmemory-policy noeviction", arguments, StringComparison.Ordinal);
    }

    [Fact]
    public void Postgres_ForTrial_KeepsItsDataInAVolumeOfItsOwn()
    {
        var postgres = Find("StatefulSet", "postgres");
        var container = postgres.At("spec/template/spec/containers/0")!;
        var mount = Assert.Single(container.Items("volumeMounts"), item => item.Text("name") == "data")
            .Text("mountPath")!;
        var data = Assert.Single(container.Items("env"), item => item.Text("name") == "PGDATA").Text("value")!;

        Assert.Equal(1, postgres.Number("spec/replicas"));
        Assert.Equal("data", postgres.Text("spec/volumeClaimTemplates/0/metadata/name"));
        Assert.StartsWith(mount + "/", data, StringComparison.Ordinal);
    }

    [Fact]
    public void PrometheusRule_IsMadeFromTheRulesOfOneMachine()
    {
        const string Update = "UPDATE_PROMETHEUS_RULE";
        var rules = File.ReadAllLines(Yaml.DeployPath("observability", "prometheus", "rules.yaml"))
            .SkipWhile(line => line != "groups:").Select(line => line.Length == 0 ? line : "  " + line);
        string[] made =
        [
            "# Made from deploy/observability/prometheus/rules.yaml; a test compares, and UPDATE_PROMETHEUS_RULE=1 "
                + "writes it.",
            "apiVersion: monitoring.coreos.com/v1", "kind: PrometheusRule", "metadata:", "  name: shop", "spec:",
            .. rules,
        ];
        var path = Yaml.DeployPath("k8s", "monitoring", "prometheus-rule.yaml");
        if (Environment.GetEnvironmentVariable(Update) == "1") File.WriteAllText(path, string.Join('\n', made) + "\n");
        Assert.True(
            File.ReadAllLines(path).SequenceEqual(made), $"{path} is not of this version; {Update}=1 writes it.");
        Assert.NotEmpty(Find("PrometheusRule", "shop").Items("spec/groups"));
    }

    [Fact]
    public void Autoscaler_ByCheckouts_AsksForAMetricThatTheAdapterMakesOfARouteOfTheApi()
    {
        var patch = Yaml.Documents(Yaml.DeployPath("k8s", "autoscaling", "webapi-by-checkouts.yaml")).Single();
        var config = new YamlStream();
        using var text = new StringReader(Find("ConfigMap", "adapter-config").Text("data/config.yaml")!);
        config.Load(text);
        var rule = Assert.Single(config.Documents[0].RootNode.Items("rules"));

        Assert.Equal("/spec/metrics/-", patch.Text("0/path"));
        Assert.Equal(patch.Text("0/value/pods/metric/name"), rule.Text("name/as"));
        var api = JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryLayout.Root, "docs", "openapi.json")))!;
        var route = Regex.Match(rule.Text("metricsQuery")!, "http_route=\"([^\"]+)\"").Groups[1].Value;
        Assert.NotNull(api["paths"]![route]!["post"]);
        Assert.All(
            [rule.Text("seriesQuery")!, rule.Text("metricsQuery")!],
            query => Assert.Contains("http_server_request_duration_seconds_count{", query, StringComparison.Ordinal));
    }

    [RequiresToolFact("kubectl", "https://kubernetes.io/docs/tasks/tools/")]
    public async Task Kustomize_Trial_BuildsEveryObjectIntoTheNamespace()
    {
        var objects = await BuildAsync(Yaml.DeployPath("k8s", "trial"));
        Assert.Contains(objects, node => node.Text("kind") == "StatefulSet" && node.Text("metadata/name") == "redis");
        Assert.All(
            objects.Where(node => node.Text("kind") != "Namespace"),
            node => Assert.Equal("shopactors", node.Text("metadata/namespace")));
    }

    [RequiresToolFact("kubectl", "https://kubernetes.io/docs/tasks/tools/")]
    public async Task Kustomize_OverlayWithComponents_AddsTheAlertsAndTheBusinessMetric()
    {
        using var overlay = new TemporaryDirectory("overlay-");
        var k8s = Path.GetRelativePath(overlay.FullName, Yaml.DeployPath("k8s"));
        await File.WriteAllTextAsync(overlay.File("kustomization.yaml"), $"""
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            namespace: shopactors
            resources: [{k8s}/base]
            components: [{k8s}/monitoring, {k8s}/autoscaling]
            """);

        var objects = await BuildAsync(overlay.FullName);
        Assert.Equal(
            "shopactors", objects.Single(node => node.Text("kind") == "PrometheusRule").Text("metadata/namespace"));
        var metrics = objects.Single(node => node.Text("kind") == "HorizontalPodAutoscaler").Items("spec/metrics");
        Assert.Equal(["Resource", "Pods"], metrics.Select(metric => metric.Text("type")));
    }

    private static async Task<List<YamlNode>> BuildAsync(string folder)
    {
        var start = new ProcessStartInfo("kubectl", ["kustomize", folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var kubectl = Process.Start(start)!;
        var errors = kubectl.StandardError.ReadToEndAsync();
        var output = await kubectl.StandardOutput.ReadToEndAsync();
        await kubectl.WaitForExitAsync();

        Assert.True(kubectl.ExitCode == 0, await errors);
        var stream = new YamlStream();
        using var reader = new StringReader(output);
        stream.Load(reader);
        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    // The label's name holds a slash, so no path leads to it.
    private static string? NameIn(YamlNode? labels) =>
        labels is YamlMappingNode map
            && map.Children.TryGetValue(new YamlScalarNode("app.kubernetes.io/name"), out var name)
            ? name.ToString()
            : null;

    private static YamlNode Find(string kind, string name) =>
        All.Single(node => node.Text("kind") == kind && node.Text("metadata/name") == name);
}
