using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using ShopActors.Hosting.Logging;

namespace ShopActors.Cluster.Tests.Logging;

/// <summary>The defaults of the console log, and that the configuration beats them.</summary>
public sealed class ShopLoggingTests
{
    [Theory]
    [InlineData("Production", ConsoleFormatterNames.Json)]
    [InlineData("Staging", ConsoleFormatterNames.Simple)]
    [InlineData("Development", ConsoleFormatterNames.Simple)]
    public async Task Formatter_WithoutASetting_FollowsTheEnvironment(string environment, string formatter)
    {
        await using var program = Build(environment);

        Assert.Equal(formatter, FormatterOf(program));
    }

    [Fact]
    public async Task Formatter_OfTheConfiguration_IsTaken()
    {
        await using var program = Build("Production", "--Logging:Console:FormatterName=simple");

        Assert.Equal(ConsoleFormatterNames.Simple, FormatterOf(program));
        var text = program.Services.GetRequiredService<IOptionsMonitor<SimpleConsoleFormatterOptions>>().CurrentValue;
        Assert.True(text.SingleLine);
        Assert.True(text.UseUtcTimestamp);
    }

    [Fact]
    public async Task Levels_WithoutSettings_KeepOrleansAndItsPipelinesQuiet()
    {
        await using var program = Build("Production");
        var logs = program.Services.GetRequiredService<ILoggerFactory>();

        Assert.False(logs.CreateLogger("Polly").IsEnabled(LogLevel.Information));
        Assert.False(logs.CreateLogger("Orleans.Runtime.Silo").IsEnabled(LogLevel.Information));
        Assert.False(
            logs.CreateLogger("ShopActors.WebApi.Security.ShopAuthentication").IsEnabled(LogLevel.Information));
        Assert.True(logs.CreateLogger("ShopActors.CatalogSeeder").IsEnabled(LogLevel.Information));
    }

    [Fact]
    public async Task Levels_OfTheConfiguration_AreTaken()
    {
        await using var program = Build(
            "Production", "--Logging:LogLevel:Orleans=Debug", "--Logging:LogLevel:Default=Error");
        var logs = program.Services.GetRequiredService<ILoggerFactory>();

        Assert.True(logs.CreateLogger("Orleans.Runtime.Silo").IsEnabled(LogLevel.Debug));
        Assert.False(logs.CreateLogger("ShopActors.CatalogSeeder").IsEnabled(LogLevel.Warning));
    }

    private static string? FormatterOf(WebApplication program) =>
        program.Services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName;

    private static WebApplication Build(string environment, params string[] arguments)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { EnvironmentName = environment, Args = arguments });
        builder.AddShopLogging();
        return builder.Build();
    }
}
