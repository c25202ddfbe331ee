using ShopActors.WebApi.Tests.OpenApi;

namespace ShopActors.Client.Tests;

/// <summary>
/// Generators of C# clients accept docs/openapi.json, for users that prefer one of their own. What they make of it is
/// in docs/adr/0014-typed-client.md.
/// </summary>
public sealed class GeneratorTests : IDisposable
{
    private const string Manifest = "dotnet-tools.json";
    private const string Document = "openapi.json";
    private const string KiotaRuntimeVersion = "2.1.6";

    // What generators stumbled over: a number or an object, an optional enum, an answer's code.
    private const string Requests =
        """
        using Shop;

        var expected = new AmountRequest { Amount = 2598, Currency = "EUR" };
        var checkout = new CheckoutRequest { PaymentToken = "tok_ok", ExpectedTotal = expected };
        Console.WriteLine(checkout.ExpectedTotal.Currency + new MergeCartRequest().Strategy);
        Console.WriteLine((Func<ApiException, string?>)CodeOf);
        """;

    // The first run restores the tools from the package source.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly Dictionary<string, string> Quiet = new()
    {
        ["DOTNET_NOLOGO"] = "true",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "true",
        ["KIOTA_CLI_TELEMETRY_OPTOUT"] = "true",
        ["KIOTA_OFFLINE_ENABLED"] = "true",
        ["KIOTA_TUTORIAL_ENABLED"] = "false",
    };

    private readonly TemporaryDirectory _home = new("generators-");
    private readonly TemporaryDirectory _logs = new("generators-logs-");
    private int _runs;

    public GeneratorTests()
    {
        File.Copy(ApiDocument.CommittedPath, _home.File(Document));
        File.Copy(
            Path.Combine(RepositoryLayout.Root, "tests", "WebApi.Tests", "Client", Manifest), _home.File(Manifest));
    }

    [Fact]
    public async Task NSwag_OfTheDocument_GeneratesAClientThatCompiles()
    {
        await RunAsync("tool", "restore");
        await RunAsync(
            "nswag", "openapi2csclient", $"/input:{Document}", "/output:ShopApi.cs", "/namespace:Shop",
            "/classname:ShopApi", "/jsonLibrary:SystemTextJson", "/generateNullableReferenceTypes:true",
            "/generateOptionalPropertiesAsNullable:true");

        await CompileAsync(
            $$"""
            {{Requests}}
            static string CodeOf(ApiException refusal) => ((ApiException<Problem>)refusal).Result.Code;
            """);
    }

    [Fact]
    public async Task Kiota_OfTheDocument_GeneratesAClientThatCompiles()
    {
        await RunAsync("tool", "restore");
        await RunAsync(
            "kiota", "generate", "--language", "CSharp", "--openapi", Document, "--class-name", "ShopApi",
            "--namespace-name", "Shop", "--output", "kiota");

        await CompileAsync(
            $$"""
            using Microsoft.Kiota.Abstractions;
            using Shop.Models;
            {{Requests}}
            static string? CodeOf(ApiException refusal) => ((Problem)refusal).Code;
            """,
            [
                "Abstractions", "Http.HttpClientLibrary", "Serialization.Form", "Serialization.Json",
                "Serialization.Multipart", "Serialization.Text",
            ]);
    }

    public void Dispose()
    {
        _home.Dispose();
        _logs.Dispose();
    }

    /// <summary>Compiles the client with a program that uses it.</summary>
    private async Task CompileAsync(string program, IEnumerable<string>? kiotaPackages = null)
    {
        var references = (kiotaPackages ?? []).Select(name =>
            $"""<PackageReference Include="Microsoft.Kiota.{name}" Version="{KiotaRuntimeVersion}" />""");
        await File.WriteAllTextAsync(_home.File("Program.cs"), program);
        await File.WriteAllTextAsync(
            _home.File("Shop.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>{string.Concat(references)}</ItemGroup>
            </Project>
            """);

        // Build servers would outlive the test.
        await RunAsync("build", "-m:1", "-warnaserror", "--disable-build-servers");
    }

    private async Task RunAsync(params string[] arguments)
    {
        var (code, said) = await ChildProcess.RunToItsEndAsync(
            new()
            {
                Name = "dotnet",
                FileName = "dotnet",
                Arguments = arguments,
                Environment = Quiet,
                WorkingDirectory = _home.FullName,
                LogPath = _logs.File($"{++_runs}.log"),
            },
            Patience);

        Assert.True(code == 0, $"dotnet {string.Join(' ', arguments)} ended with {code}:\n{said}");
    }
}
