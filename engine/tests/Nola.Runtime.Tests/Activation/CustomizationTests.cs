using Microsoft.Extensions.DependencyInjection;
using Nola.Runtime.Tests.Hosting;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Nola.Runtime.Tests.Activation;

public sealed class CustomizationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Facet_WithAMapper_IsMadePerActivation()
    {
        await using var silo = await TestSilo.StartAsync(builder =>
            builder.Services.AddSingleton<IAttributeToFactoryMapper<LabelAttribute>, LabelMapper>());

        Assert.Equal("the label of faceted/1", await Grain(silo, "faceted", 1).Describe());
        Assert.Equal("the label of faceted/2", await Grain(silo, "faceted", 2).Describe());
    }

    [Fact]
    public async Task Facet_WithoutAMapper_FailsTheActivationAndNamesIt()
    {
        await using var silo = await TestSilo.StartAsync();

        var exception = await Assert.ThrowsAsync<OrleansException>(() => Grain(silo, "faceted", 1).Describe());

        Assert.Contains(nameof(LabelAttribute), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GrainActivator_SetForAType_MakesAndDisposesOfItsGrains()
    {
        await using var silo = await TestSilo.StartAsync(builder => builder.Services
            .AddSingleton<HandmadeActivator>()
            .AddSingleton<IConfigureGrainTypeComponents>(s => s.GetRequiredService<HandmadeActivator>())
            .AddSingleton<IConfigureGrainContextProvider>(s => s.GetRequiredService<HandmadeActivator>()));
        var activator = silo.Services.GetRequiredService<HandmadeActivator>();
        var grain = Grain(silo, "handmade", 7);

        Assert.Equal("by hand Label { Text = configured }", await grain.Describe());
        Assert.Equal(nameof(HandmadeGrain), activator.Properties!.Properties["type-name"]);
        await grain.End();

        Assert.Equal(((GrainReference)grain).GrainId, await activator.Disposed.Task.WaitAsync(Patience));
    }

    [Fact]
    public async Task PlacementDirector_OfTheApplication_IsAccepted()
    {
        await using var silo = await TestSilo.StartAsync(builder =>
            builder.AddPlacementDirector<CornerPlacement, CornerDirector>());

        Assert.Equal("cornered", await Grain(silo, "cornered", 1).Describe());
        Assert.IsType<CornerPlacement>(silo.Services.GetRequiredKeyedService<PlacementStrategy>(nameof(CornerPlacement)));
        var serializer = silo.Services.GetRequiredService<Serializer>();
        var copy = serializer.Deserialize<CornerPlacement>(serializer.SerializeToArray(new CornerPlacement()));
        Assert.Equal("left", copy!.Corner);
    }

    private static ICustomizedGrain Grain(TestSilo silo, string type, long key) =>
        silo.Grains.GetGrain<ICustomizedGrain>(GrainId.Create(GrainType.Create(type), GrainIdKeyExtensions.CreateIntegerKey(key)));
}
