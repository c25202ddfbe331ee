using Microsoft.Extensions.Options;
using ShopActors.Hosting;
using ShopActors.Hosting.Tls;
using ShopActors.TestKit;

namespace ShopActors.Cluster.Tests.Trust;

/// <summary>Which settings a process of a cluster starts with, and what it says of the others.</summary>
public sealed class TlsSettingsTests : IDisposable
{
    private readonly TemporaryDirectory _home = new("tls-settings-");
    private readonly TestAuthority _authority;

    public TlsSettingsTests() => _authority = new TestAuthority(_home.FullName);

    public void Dispose()
    {
        _authority.Dispose();
        _home.Dispose();
    }

    [Theory]
    [InlineData(TlsRole.Silo, "silo")]
    [InlineData(TlsRole.Api, "api")]
    public void Certificate_OfTheRole_IsAccepted(TlsRole role, string name) =>
        Assert.Empty(Problems(role, Settings(_authority.Issue(name))));

    [Fact]
    public void Certificate_OfAnIntermediateAuthority_IsAccepted()
    {
        using var intermediate = _authority.Intermediate("intermediate");

        Assert.Empty(Problems(TlsRole.Silo, Settings(intermediate.Issue("silo"))));
    }

    [Fact]
    public void Certificate_OfAnotherRole_IsRefused() =>
        Assert.Contains(
            "does not have the name silo.shop.internal",
            Problem(TlsRole.Silo, Settings(_authority.Issue("api"))),
            StringComparison.Ordinal);

    [Fact]
    public void Certificate_OfAnotherDomain_IsRefusedUntilTheDomainIsSet()
    {
        var settings = Settings(_authority.Issue("silo", "silo.eu.example.com"));
        Assert.Contains("silo.shop.internal", Problem(TlsRole.Silo, settings), StringComparison.Ordinal);

        settings.Domain = "eu.example.com";
        Assert.Empty(Problems(TlsRole.Silo, settings));
    }

    [Fact]
    public void Certificate_ThatHasExpired_IsRefused() => Assert.Contains(
        "NotTimeValid",
        Problems(TlsRole.Silo, Settings(
            _authority.Issue("silo", "silo.shop.internal", validFor: TimeSpan.FromMinutes(-1))))[0],
        StringComparison.Ordinal);

    [Theory]
    [InlineData(true, false, "client")]
    [InlineData(false, true, "server")]
    public void Certificate_ForOneSideOfAConnection_IsRefused(bool forServer, bool forClient, string missing) =>
        Assert.Contains(
            $"not accepted for {missing} authentication",
            Problem(TlsRole.Silo, Settings(_authority.Issue("silo", "silo.shop.internal", forServer, forClient))),
            StringComparison.Ordinal);

    [Fact]
    public void Certificate_OfAnotherAuthority_IsRefused()
    {
        using var other = new TestAuthority(_home.FullName, "other");
        var settings = Settings(other.Issue("silo"));
        settings.AuthorityPath = _authority.CertificatePath;

        Assert.Contains("PartialChain", Problems(TlsRole.Silo, settings)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Key_OfAnotherCertificate_IsRefused()
    {
        var settings = Settings(_authority.Issue("silo"));
        settings.KeyPath = _authority.Issue("api").KeyPath;

        Assert.Contains("are no certificate with its key", Problem(TlsRole.Silo, settings), StringComparison.Ordinal);
    }

    [Fact]
    public void Paths_MissingOrWrong_AreAllNamed()
    {
        var settings = new TlsSettings { CertificatePath = _home.File("absent.crt") };
        var problems = Problems(TlsRole.Silo, settings);

        Assert.Equal(3, problems.Count);
        Assert.Contains("CertificatePath cannot be read", problems[0], StringComparison.Ordinal);
        Assert.Contains("KeyPath is not set", problems[1], StringComparison.Ordinal);
        Assert.Contains("AuthorityPath is not set", problems[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Certificate_AndInsecure_AreNotBothMeant()
    {
        var settings = Settings(_authority.Issue("silo"));
        settings.AllowInsecureLoopback = true;

        Assert.Contains("only one of them", Problem(TlsRole.Silo, settings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", false, 0)]
    [InlineData("127.0.0.1", true, 1)]
    [InlineData("10.1.2.3", false, 1)]
    [InlineData("10.1.2.3", true, 2)]
    public void Insecure_BeyondLoopback_IsRefused(string advertised, bool listensOnAny, int problems) => Assert.Equal(
        problems,
        Problems(
            TlsRole.Silo,
            new() { AllowInsecureLoopback = true },
            new() { AdvertisedAddress = advertised, ListenOnAnyAddress = listensOnAny }).Count);

    [Fact]
    public void Problems_OfAKey_DoNotShowIt()
    {
        var settings = Settings(_authority.Issue("silo"));
        var key = File.ReadAllText(settings.KeyPath!);
        settings.KeyPath = _home.File("broken.key");
        File.WriteAllText(settings.KeyPath, key.Replace("PRIVATE", "PRIVAT", StringComparison.Ordinal));

        Assert.DoesNotContain(key.Split('\n')[1], Problem(TlsRole.Silo, settings), StringComparison.Ordinal);
        Assert.True(TlsFiles.TryRead(settings, out var files, out _));
        Assert.DoesNotContain(key.Split('\n')[1], files.ToString(), StringComparison.Ordinal);
    }

    private static TlsSettings Settings(TestCertificate files) => new()
    {
        CertificatePath = files.CertificatePath,
        KeyPath = files.KeyPath,
        AuthorityPath = files.AuthorityPath,
    };

    private static string Problem(TlsRole role, TlsSettings settings) => Assert.Single(Problems(role, settings));

    private static List<string> Problems(TlsRole role, TlsSettings settings, SiloSettings? silo = null) =>
        [.. new TlsSettingsValidator(role, Options.Create(silo ?? new())).Validate(null, settings).Failures ?? []];
}
