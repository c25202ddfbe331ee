using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ShopActors.WebApi.Security;

namespace ShopActors.WebApi.Tests.Security;

public sealed class OpsTokenTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Token_NoneInDevelopment_IsMade(string? configured)
    {
        var token = Create(configured, Environments.Development);

        Assert.NotNull(token.Generated);
        Assert.True(token.Matches(token.Generated));
        Assert.False(token.Matches(""));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Token_NoneInProduction_IsMatchedByNothing(string? configured)
    {
        var token = Create(configured, Environments.Production);

        Assert.Null(token.Generated);
        Assert.False(token.Matches(""));
    }

    [Theory]
    [InlineData("short", true)]
    [InlineData("of twenty-four characters", false)]
    public void Token_Configured_IsTheOne(string configured, bool isShort)
    {
        var token = Create(configured, Environments.Production);

        Assert.Null(token.Generated);
        Assert.True(token.Matches(configured));
        Assert.False(token.Matches(configured[1..]));
        Assert.Equal(isShort, token.IsShort);
    }

    private static OpsToken Create(string? configured, string environment) =>
        new(Options.Create(new OpsOptions { Token = configured }),
            new FixedEnvironment { EnvironmentName = environment });

    private sealed class FixedEnvironment : IHostEnvironment
    {
        public required string EnvironmentName { get; set; }

        public string ApplicationName { get; set; } = nameof(OpsTokenTests);

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
