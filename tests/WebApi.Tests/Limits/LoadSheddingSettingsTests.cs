using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using ShopActors.Hosting;

namespace ShopActors.WebApi.Tests.Limits;

/// <summary>That the shop's settings reach Orleans, and what they are when nothing is set.</summary>
public sealed class LoadSheddingSettingsTests
{
    public static TheoryData<string> Modes => ["Embedded", "Cluster"];

    [Theory, MemberData(nameof(Modes))]
    public void Silo_WithoutSettings_ShedsByMemoryAlone(string mode)
    {
        using var silo = Build(mode);
        var options = Options(silo);

        Assert.True(options.LoadSheddingEnabled);
        Assert.Equal(100, options.CpuThreshold);
        Assert.Equal(90, options.MemoryThreshold);
    }

    [Theory, MemberData(nameof(Modes))]
    public void Silo_WithSettings_HasTheirValues(string mode)
    {
        using var silo = Build(
            mode, ("Cluster:LoadShedding:Enabled", "false"), ("Cluster:LoadShedding:CpuPercent", "99"),
            ("Cluster:LoadShedding:MemoryPercent", "70"));
        var options = Options(silo);

        Assert.False(options.LoadSheddingEnabled);
        Assert.Equal(99, options.CpuThreshold);
        Assert.Equal(70, options.MemoryThreshold);
    }

    [Theory]
    [InlineData("Cluster:LoadShedding:CpuPercent", "0")]
    [InlineData("Cluster:LoadShedding:MemoryPercent", "101")]
    public async Task Silo_WithAShareThatIsNone_DoesNotStart(string name, string value)
    {
        using var silo = Build("Embedded", (name, value));

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => silo.StartAsync());

        Assert.Contains(name.Split(':')[^1], refusal.Message, StringComparison.Ordinal);
    }

    private static LoadSheddingOptions Options(IHost silo) =>
        silo.Services.GetRequiredService<IOptions<LoadSheddingOptions>>().Value;

    private static IHost Build(string mode, params (string Name, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(
        [
            new("Cluster:Mode", mode),
            new("Storage:Backend", "Memory"),
            new("Payments:ProviderUrl", "http://127.0.0.1:9/"),
            .. settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)),
        ]);
        builder.AddShopSilo();
        return builder.Build();
    }
}
