using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace ShopActors.WebApi.Tests.OpenId;

/// <summary>
/// An OpenID provider on a port of its own, over TLS: metadata, keys made here, and tokens of any kind, false ones
/// included.
/// </summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    private readonly TemporaryDirectory _folder = new("issuer-");
    private readonly X509Certificate2 _authority;
    private readonly WebApplication _server;
    private int _reads;

    private TestIssuer()
    {
        using var authority = new TestAuthority(_folder.FullName);
        _authority = X509CertificateLoader.LoadCertificateFromFile(authority.CertificatePath);
        var certificate = X509CertificateLoader.LoadPkcs12(
            authority.Issue("issuer", "localhost").Load().Export(X509ContentType.Pkcs12), null);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options => options.ListenLocalhost(
            FreePort.Next(), listen => listen.UseHttps(certificate)));
        _server = builder.Build();
        _server.MapGet("/.well-known/openid-configuration", () => Answer(new JsonObject
        {
            ["issuer"] = NamedIssuer ?? Issuer,
            ["jwks_uri"] = $"{Issuer}/keys",
        }));
        _server.MapGet("/keys", () =>
        {
            Interlocked.Increment(ref _reads);
            return Answer(new JsonObject { ["keys"] = new JsonArray([.. Published.Select(key => key.ToJson())]) });
        });
    }

    public string Issuer { get; private set; } = "";

    /// <summary>What the metadata call the issuer, if that is not its address.</summary>
    public string? NamedIssuer { get; set; }

    /// <summary>Whether every request gets 503.</summary>
    public bool IsDown { get; set; }

    /// <summary>The keys that the provider publishes; tokens are signed with the first.</summary>
    public List<TestKey> Published { get; } = [new TestKey("RS256")];

    /// <summary>How often the keys were read.</summary>
    public int Reads => Volatile.Read(ref _reads);

    public static async Task<TestIssuer> StartAsync()
    {
        var issuer = new TestIssuer();
        await issuer._server.StartAsync();
        var address = issuer._server.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.First();
        issuer.Issuer = $"https://localhost:{new Uri(address).Port}";
        return issuer;
    }

    /// <summary>A connection that trusts this provider's certificate.</summary>
    public SocketsHttpHandler NewHandler() => new()
    {
        AllowAutoRedirect = false,
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { _authority },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    };

    /// <summary>The claims of a token that is accepted for an hour.</summary>
    public JsonObject Claims(string audience, string subject, DateTimeOffset? now = null)
    {
        var at = (now ?? DateTimeOffset.UtcNow).ToUnixTimeSeconds();
        return new()
        {
            ["iss"] = Issuer,
            ["aud"] = audience,
            ["sub"] = subject,
            ["iat"] = at,
            ["exp"] = at + 3_600,
        };
    }

    /// <summary>A token as the provider signs it, or with another key or header.</summary>
    public string Sign(JsonObject claims, TestKey? key = null, Action<JsonObject>? change = null)
    {
        var signer = key ?? Published[0];
        var header = new JsonObject { ["alg"] = signer.Algorithm, ["kid"] = signer.Id, ["typ"] = "JWT" };
        change?.Invoke(header);
        var text = $"{Encode(header)}.{Encode(claims)}";
        return $"{text}.{Base64UrlEncoder.Encode(signer.Sign(Encoding.ASCII.GetBytes(text)))}";
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private static string Encode(JsonObject json) => Base64UrlEncoder.Encode(json.ToJsonString());

    private IResult Answer(JsonObject body) => IsDown
        ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable)
        : Results.Text(body.ToJsonString(), "application/json");
}
