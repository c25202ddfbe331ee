using YamlDotNet.RepresentationModel;

namespace ShopActors.Cluster.Tests.Deploy;

public sealed class ContainerTests
{
    private static readonly string[] Dockerfile = File.ReadAllLines(Yaml.DeployPath("docker", "Dockerfile"));

    private static readonly YamlNode Compose = Yaml.Documents(Yaml.DeployPath("compose", "compose.yaml")).Single();

    public static TheoryData<string> Services => [.. Compose.Keys("services")];

    [Fact]
    public void Dockerfile_Runtime_IsChiselledAndNotRoot()
    {
        var runtime = Stage("runtime");

        Assert.Contains(runtime, line => line.StartsWith("FROM ", StringComparison.Ordinal)
            && line.Contains("-chiseled", StringComparison.Ordinal));
        Assert.Contains("USER $APP_UID", runtime);
    }

    [Theory]
    [InlineData("silo", "ShopActors.Silo.dll")]
    [InlineData("webapi", "ShopActors.WebApi.dll")]
    [InlineData("payments", "ShopActors.PaymentSimulator.Server.dll")]
    public void Dockerfile_EveryTarget_HasHealthCheckAndExecEntryPoint(string target, string program)
    {
        var stage = Stage(target);

        Assert.Equal($"FROM runtime AS {target}", stage[0]);
        Assert.Contains(stage, line => line.StartsWith("HEALTHCHECK ", StringComparison.Ordinal));
        // The exec form: there is no shell in the image, and SIGTERM must reach the program itself.
        Assert.Contains($"ENTRYPOINT [\"dotnet\", \"{program}\"]", stage);
        Assert.DoesNotContain(stage, line => line.StartsWith("USER root", StringComparison.Ordinal));
    }

    [Fact]
    public void Dockerfile_Build_PublishesEveryProgram()
    {
        var publishes = Stage("build").Where(line => line.Contains("dotnet publish src/", StringComparison.Ordinal))
            .ToList();

        Assert.Equal(3, publishes.Count);
    }

    [Fact]
    public void Dockerfile_EveryCopyFromTheSource_Exists()
    {
        var sources = Stage("build").Where(line => line.StartsWith("COPY ", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..^1]);

        Assert.All(sources, source => Assert.True(
            Path.Exists(Yaml.DeployPath("..", source.TrimEnd('/'))), $"{source} does not exist."));
    }

    [Fact]
    public void DockerIgnore_LetsInNothing_ThatIsNotNamed()
    {
        var lines = File.ReadAllLines(Yaml.DeployPath("docker", "Dockerfile.dockerignore"));

        Assert.Equal("*", lines.First(line => !line.StartsWith('#')));
        Assert.Contains("**/bin/", lines);
        Assert.Contains("**/obj/", lines);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Compose_EveryService_IsReadOnlyAndUnprivileged(string name)
    {
        var service = Compose.At($"services/{name}")!;

        Assert.Equal("true", service.Text("read_only"));
        Assert.Equal("ALL", service.Text("cap_drop/0"));
        Assert.Equal("no-new-privileges:true", service.Text("security_opt/0"));
        Assert.Equal("150s", service.Text("stop_grace_period"));
    }

    [Fact]
    public void Compose_Silos_AdvertiseTheirOwnFixedAddresses()
    {
        var silos = Compose.Keys("services").Where(name => name.StartsWith("silo-", StringComparison.Ordinal)).ToList();
        var addresses = silos.Select(name => Compose.Text($"services/{name}/environment/Silo__AdvertisedAddress"))
            .ToList();

        Assert.Equal(3, silos.Count);
        Assert.Equal(3, addresses.Distinct().Count());
        Assert.Equal(addresses, silos.Select(name => Compose.Text($"services/{name}/networks/shop/ipv4_address")));
    }

    [Fact]
    public void Compose_OnlyTheApi_IsPublishedAndOnlyOnLoopback()
    {
        var published = Compose.Keys("services").Where(name => Compose.At($"services/{name}/ports") is not null);

        Assert.Equal(["webapi"], published);
        Assert.Equal("127.0.0.1:5080:8080", Compose.Text("services/webapi/ports/0"));
    }

    [Fact]
    public void Compose_EverySecret_MustBeGivenAndIsInTheExample()
    {
        var example = File.ReadAllLines(Yaml.DeployPath("compose", ".env.example"))
            .Where(line => line.Contains('=', StringComparison.Ordinal)).ToList();
        var text = File.ReadAllText(Yaml.DeployPath("compose", "compose.yaml"));

        Assert.All(example, line =>
        {
            Assert.EndsWith("=", line, StringComparison.Ordinal);
            Assert.Contains("${" + line.TrimEnd('=') + ":?", text, StringComparison.Ordinal);
        });
        Assert.Equal(5, example.Count);
    }

    [Fact]
    public void Compose_DataAndMembership_AreKeptAndReadyBeforeTheSilos()
    {
        var silo = Compose.At("services/silo-1")!;
        foreach (var server in (string[])["postgres", "redis"])
        {
            var service = Compose.At($"services/{server}")!;
            Assert.StartsWith($"{server}:/", service.Text("volumes/0"), StringComparison.Ordinal);
            Assert.Contains(server, Compose.Keys("volumes"));
            Assert.NotNull(service.At("healthcheck/test"));
            Assert.Equal("service_healthy", silo.Text($"depends_on/{server}/condition"));
        }

        var command = Compose.Text("services/redis/command")!;
        Assert.Contains("--appendonly yes", command, StringComparison.Ordinal);
        Assert.Contains("--maxmemory-policy noeviction", command, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("silo-1", true)]
    [InlineData("silo-2", true)]
    [InlineData("silo-3", true)]
    [InlineData("webapi", false)]
    [InlineData("payments", false)]
    public void Compose_ConnectionToTheData_IsGivenToSilosAlone(string service, bool hasIt) =>
        Assert.Equal(hasIt, Compose.Text($"services/{service}/environment/Storage__Postgres__ConnectionString")
            ?.StartsWith("Host=postgres;", StringComparison.Ordinal) == true);

    [Theory]
    [InlineData("silo-1", "silo")]
    [InlineData("silo-2", "silo")]
    [InlineData("silo-3", "silo")]
    [InlineData("webapi", "api")]
    public void Compose_EveryProcess_HasTheCertificateOfItsRoleAndNoOther(string service, string role)
    {
        var secrets = Compose.Items($"services/{service}/secrets").Select(secret => secret.ToString());
        Assert.Equal(["authority", $"{role}-certificate", $"{role}-key"], secrets);
        Assert.Equal(
            "/run/secrets/authority", Compose.Text($"services/{service}/environment/Cluster__Tls__AuthorityPath"));
        Assert.Equal(
            $"/run/secrets/{role}-certificate",
            Compose.Text($"services/{service}/environment/Cluster__Tls__CertificatePath"));
        Assert.Equal($"/run/secrets/{role}-key", Compose.Text($"services/{service}/environment/Cluster__Tls__KeyPath"));
        Assert.Equal($"certificates/{role}.key", Compose.Text($"secrets/{role}-key/file"));
    }

    private static List<string> Stage(string name)
    {
        var start = Array.FindIndex(Dockerfile, line => line.StartsWith("FROM ", StringComparison.Ordinal)
            && line.EndsWith($" AS {name}", StringComparison.Ordinal));
        Assert.True(start >= 0, $"The Dockerfile has no stage {name}.");
        return [Dockerfile[start], .. Dockerfile[(start + 1)..]
            .TakeWhile(line => !line.StartsWith("FROM ", StringComparison.Ordinal))];
    }
}
