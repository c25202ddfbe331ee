using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using ShopActors.WebApi.OpenId;

namespace ShopActors.WebApi.Tests.OpenId;

/// <summary>Which tokens are accepted, against a real provider and under a clock of the tests.</summary>
public sealed class IdTokenTests : IAsyncLifetime
{
    private const string Client = "shop-web";

    private static readonly ErrorCode?[] Expected = [null, ErrorCode.InvalidCredentials];

    private readonly FakeTimeProvider _time = new(new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private TestIssuer _issuer = null!;
    private IdTokens _tokens = null!;

    public async Task InitializeAsync()
    {
        _issuer = await TestIssuer.StartAsync();
        _tokens = NewReader();
    }

    public async Task DisposeAsync() => await _issuer.DisposeAsync();

    [Theory]
    [InlineData("RS256")]
    [InlineData("ES256")]
    public async Task Token_OfTheProvider_NamesThePerson(string algorithm)
    {
        _issuer.Published[0] = new TestKey(algorithm);
        var claims = Claims();
        (claims["email"], claims["email_verified"], claims["name"]) = ("ada@example.org", true, "Ada");
        var person = (await ReadAsync(_issuer.Sign(claims))).Value!;
        Assert.Equal(
            (IdentityId.For(_issuer.Issuer, "ada"), "Ada", "ada@example.org"),
            (person.Identity.Id, person.Name, person.Identity.VerifiedEmail));

        claims["email_verified"] = false;
        Assert.Null((await ReadAsync(_issuer.Sign(claims))).Value!.Identity.VerifiedEmail);
        claims["email_verified"] = "true";
        Assert.NotNull((await ReadAsync(_issuer.Sign(claims))).Value!.Identity.VerifiedEmail);
        Assert.True((await ReadAsync(_issuer.Sign(claims, change: static header => header.Remove("kid")))).IsOk);
    }

    [Fact]
    public async Task Token_SignedInAWrongWay_IsRefused()
    {
        var key = _issuer.Published[0];
        TestKey Forged(string algorithm, Func<byte[], byte[]>? forge = null) =>
            new(algorithm) { Id = key.Id, Forge = forge };
        await AssertRefusedAsync(_issuer.Sign(Claims(), Forged("RS256")));
        await AssertRefusedAsync(_issuer.Sign(Claims(), Forged("ES256")));
        await AssertRefusedAsync(_issuer.Sign(Claims(), Forged("none", static _ => [])));
        await AssertRefusedAsync(_issuer.Sign(Claims(), Forged("RS256", static _ => [])));
        await AssertRefusedAsync(
            _issuer.Sign(Claims(), Forged("HS256", text => HMACSHA256.HashData(key.PublicBytes, text))));
        await AssertRefusedAsync(_issuer.Sign(Claims(), new TestKey("RS256")));
        await AssertRefusedAsync(
            _issuer.Sign(Claims(), change: static header => header["crit"] = new JsonArray("b64")));
        await AssertRefusedAsync(_issuer.Sign(Claims(), change: static header => header["typ"] = "at+jwt"));
        var other = _issuer.Sign(Claims()).Split('.');
        var eve = Claims();
        eve["sub"] = "eve";
        var claims = _issuer.Sign(eve).Split('.');
        await AssertRefusedAsync($"{other[0]}.{claims[1]}.{other[2]}");
    }

    [Theory]
    [InlineData("aud", "another-client")]
    [InlineData("aud", null)]
    [InlineData("iss", "https://localhost:1")]
    [InlineData("iss", null)]
    [InlineData("sub", null)]
    [InlineData("sub", "")]
    [InlineData("sub", "with\u0000control")]
    [InlineData("exp", null)]
    public async Task Token_WithAWrongText_IsRefused(string claim, string? value)
    {
        var claims = Claims();
        if (value is null) claims.Remove(claim);
        else claims[claim] = value;
        await AssertRefusedAsync(_issuer.Sign(claims));
    }

    [Theory]
    [InlineData("exp", -61)]
    [InlineData("nbf", 61)]
    [InlineData("iat", 61)]
    public async Task Token_OutsideItsTime_IsRefusedBeyondTheSkew(string claim, int seconds)
    {
        var claims = Claims();
        claims[claim] = _time.GetUtcNow().ToUnixTimeSeconds() + seconds;
        await AssertRefusedAsync(_issuer.Sign(claims));
        claims[claim] = _time.GetUtcNow().ToUnixTimeSeconds() + (seconds / 2);
        Assert.True((await ReadAsync(_issuer.Sign(claims))).IsOk);
    }

    [Fact]
    public async Task Token_ForTwoAudiencesOrWithALongSubject_IsRefused()
    {
        var claims = Claims();
        claims["aud"] = new JsonArray(Client, "another-client");
        await AssertRefusedAsync(_issuer.Sign(claims));
        claims["aud"] = new JsonArray(Client);
        Assert.True((await ReadAsync(_issuer.Sign(claims))).IsOk);
        claims["sub"] = new string('a', OpenIdLimits.SubjectMax + 1);
        await AssertRefusedAsync(_issuer.Sign(claims));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a.b.c")]
    [InlineData("e30.e30.")]
    [InlineData("bnVsbA.bnVsbA.bnVsbA")]
    [InlineData("W10.W10.W10")]
    [InlineData("eyJhbGciOjF9.eyJpc3MiOnt9fQ.AA")]
    public async Task Text_ThatIsNoToken_IsRefusedWithoutAskingTheProvider(string text)
    {
        await AssertRefusedAsync(text);
        var claims = Claims();
        claims["padding"] = new string('a', OpenIdLimits.TokenMax);
        await AssertRefusedAsync(_issuer.Sign(claims));
        Assert.Equal(0, _issuer.Reads);
    }

    /// <summary>Headers are a stranger's, claims at most a provider's; none may make the reader fail.</summary>
    [Theory]
    [InlineData("5")]
    [InlineData("-1")]
    [InlineData("1e300")]
    [InlineData("99999999999999999999")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("[]")]
    [InlineData("[1,{}]")]
    [InlineData("{\"a\":[null]}")]
    public async Task Token_WithMembersOfWrongTypes_IsReadOrRefused(string json)
    {
        string[] headers = ["alg", "kid", "typ", "crit", "jku", "x5c", "cty", "zip"];
        foreach (var name in headers)
        {
            var token = _issuer.Sign(Claims(), change: header => header[name] = JsonNode.Parse(json));
            Assert.Contains((await ReadAsync(token)).Error?.Code, Expected);
        }

        string[] names =
        [
            "iss", "aud", "sub", "exp", "nbf", "iat", "email", "email_verified", "name", "jti", "azp", "amr", "cnf",
        ];
        foreach (var name in names)
        {
            var claims = Claims();
            (claims["email"], claims["email_verified"]) = ("ada@example.org", true);
            claims[name] = JsonNode.Parse(json);
            Assert.Contains((await ReadAsync(_issuer.Sign(claims))).Error?.Code, Expected);
        }
    }

    [Fact]
    public async Task Key_ThatIsNew_IsReadAtMostEveryTenSeconds()
    {
        Assert.True((await ReadAsync(_issuer.Sign(Claims()))).IsOk);
        _time.Advance(OpenIdKeys.ReadInterval);
        _issuer.Published.Insert(0, new TestKey("RS256"));
        Assert.True((await ReadAsync(_issuer.Sign(Claims()))).IsOk);
        Assert.Equal(2, _issuer.Reads);

        for (var i = 0; i < 5; i++) await AssertRefusedAsync(_issuer.Sign(Claims(), new TestKey("RS256")));
        Assert.Equal(2, _issuer.Reads);

        // The old key was withdrawn: it is accepted until the keys are read again.
        var old = _issuer.Published[1];
        _issuer.Published.RemoveAt(1);
        Assert.True((await ReadAsync(_issuer.Sign(Claims(), old))).IsOk);
        _time.Advance(OpenIdKeys.Lifetime);
        await AssertRefusedAsync(_issuer.Sign(Claims(), old));
        Assert.Equal(3, _issuer.Reads);
    }

    [Fact]
    public async Task Keys_ThatManyNeedAtOnce_AreReadOnce()
    {
        var read = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ReadAsync(_issuer.Sign(Claims()))));
        Assert.All(read, person => Assert.True(person.IsOk));
        Assert.Equal(1, _issuer.Reads);
    }

    [Fact]
    public async Task Provider_ThatIsDown_MeansUnavailableAndNotRefused()
    {
        _issuer.IsDown = true;
        await AssertUnavailableAsync();
        _issuer.IsDown = false;
        await AssertUnavailableAsync();
        _time.Advance(OpenIdKeys.RetryInterval);
        Assert.True((await ReadAsync(_issuer.Sign(Claims()))).IsOk);

        // Known keys are used for a day, unknown ones may be the provider's.
        _issuer.IsDown = true;
        _time.Advance(OpenIdKeys.LifetimeMax - TimeSpan.FromSeconds(1));
        Assert.True((await ReadAsync(_issuer.Sign(Claims()))).IsOk);
        var unknown = await ReadAsync(_issuer.Sign(Claims(), new TestKey("RS256")));
        Assert.Equal(ErrorCode.ProviderUnavailable, unknown.Error?.Code);
        _time.Advance(TimeSpan.FromSeconds(10));
        await AssertUnavailableAsync();
    }

    [Fact]
    public async Task Provider_ThatNamesItselfOtherwise_IsNotUsed()
    {
        _issuer.NamedIssuer = "https://other.example";
        await AssertUnavailableAsync();
    }

    [Fact]
    public async Task Provider_WithoutTls_IsNotAsked()
    {
        var validator = new OpenIdOptionsValidator(Options.Create(new OperatorOpenIdOptions()), NewEnvironment());
        var options = new OpenIdOptions
        {
            Providers = { ["one"] = new() { Authority = "http://id.example", Audience = Client } },
        };
        Assert.Contains("https", validator.Validate(null, options).FailureMessage, StringComparison.Ordinal);
        _tokens = NewReader(_issuer.Issuer.Replace("https:", "http:", StringComparison.Ordinal));
        await AssertUnavailableAsync();
    }

    [Fact]
    public void Settings_ThatMakeCustomersOperators_AreRefused()
    {
        var operators = new OperatorOpenIdOptions { Authority = "https://id.example", Audience = Client };
        var options = new OpenIdOptions
        {
            Providers = { ["one"] = new() { Authority = "https://id.example", Audience = Client } },
        };
        var validator = new OpenIdOptionsValidator(Options.Create(operators), NewEnvironment());
        Assert.True(validator.Validate(null, options).Failed);
        operators.Audience = "shop-api";
        Assert.True(validator.Validate(null, options).Succeeded);
        options.Providers["two"] = new() { Authority = "https://id.example", Audience = "other" };
        Assert.True(validator.Validate(null, options).Failed);
        options.Providers["two"] = new();
        Assert.Equal(3, validator.Validate(null, options).Failures?.Count() + 1);
    }

    private static HostingEnvironment NewEnvironment() => new() { EnvironmentName = Environments.Production };

    private IdTokens NewReader(string? authority = null)
    {
        var services = new ServiceCollection();
        services.AddHttpClient(OpenIdKeys.HttpClientName).ConfigurePrimaryHttpMessageHandler(_issuer.NewHandler);
        var http = services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>();
        var options = new OpenIdOptions
        {
            Providers =
            {
                ["test"] = new()
                {
                    Authority = authority ?? _issuer.Issuer, Issuer = _issuer.Issuer, Audience = Client,
                },
            },
        };
        var providers = new OpenIdProviders(http, NewEnvironment(), _time, NullLoggerFactory.Instance);
        return new(Options.Create(options), providers);
    }

    private JsonObject Claims() => _issuer.Claims(Client, "ada", _time.GetUtcNow());

    private Task<Result<OpenIdPerson>> ReadAsync(string token) => _tokens.ReadAsync(token, CancellationToken.None);

    private async Task AssertRefusedAsync(string token) =>
        Assert.Equal(ErrorCode.InvalidCredentials, (await ReadAsync(token)).Error?.Code);

    private async Task AssertUnavailableAsync() =>
        Assert.Equal(ErrorCode.ProviderUnavailable, (await ReadAsync(_issuer.Sign(Claims()))).Error?.Code);
}
