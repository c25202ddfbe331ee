using System.Reflection;
using ArchUnitNET.Fluent;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace ShopActors.Architecture.Tests;

/// <summary>The dependency arrows of ARCHITECTURE.md, and what the layers keep to themselves.</summary>
public sealed class LayerTests
{
    private static readonly string[] Layers =
    [
        "Grains.Interfaces", "Storage", "Grains", "Brokers", "Stripe", "PaymentSimulator", "Hosting", "WebApi",
        "Client",
    ];

    private static readonly ArchUnitNET.Domain.Architecture Shop =
        new ArchLoader().LoadAssemblies([.. Layers.Select(Assembly)]).Build();

    [Theory]
    [InlineData("Client")]
    [InlineData("Grains.Interfaces")]
    [InlineData("Storage")]
    [InlineData("Grains", "Grains.Interfaces", "Storage")]
    [InlineData("PaymentSimulator", "Grains.Interfaces", "Storage", "Grains")]
    [InlineData("Brokers", "Grains.Interfaces", "Storage", "Grains")]
    [InlineData("Stripe", "Grains.Interfaces", "Storage", "Grains")]
    [InlineData("Hosting", "Grains.Interfaces", "Storage", "Grains", "Brokers", "Stripe", "PaymentSimulator")]
    public void Layer_KnowsOnlyTheLayersBelowIt(string layer, params string[] below)
    {
        foreach (var other in Layers.Except([layer, .. below]))
        {
            Types().That().ResideInAssembly(Assembly(layer))
                .Should().NotDependOnAny(Types().That().ResideInAssembly(Assembly(other)))
                .Check(Shop);
        }
    }

    [Theory]
    [InlineData("Grains.Interfaces")]
    [InlineData("Storage")]
    [InlineData("Grains")]
    [InlineData("Brokers")]
    [InlineData("Stripe")]
    public void Layer_BelowTheApi_DoesNotKnowAspNetCore(string layer) =>
        Types().That().ResideInAssembly(Assembly(layer))
            .Should().NotDependOnAny(Types(true).That().ResideInNamespaceMatching(@"^Microsoft\.AspNetCore"))
            .Check(Shop);

    /// <summary>
    /// Rules and sagas are tested without a cluster: time comes as an argument, and nothing is awaited.
    /// </summary>
    [Theory]
    [InlineData("Rules")]
    [InlineData("Saga")]
    [InlineData("State")]
    public void DecisionsAndStates_ArePure(string suffix) =>
        Classes().That().ResideInAssembly(Assembly("Grains")).And().HaveNameEndingWith(suffix)
            .Should().NotDependOnAny(typeof(TimeProvider), typeof(Task), typeof(Task<>), typeof(IGrainFactory))
            .Check(Shop);

    [Fact]
    public void Grains_AreInternalAndSealed() =>
        Classes().That().ResideInAssembly(Assembly("Grains")).And().AreAssignableTo(typeof(Grain))
            .And().AreNotAbstract()
            .Should().BeInternal().AndShould().BeSealed()
            .Check(Shop);

    private static Assembly Assembly(string layer) => System.Reflection.Assembly.Load($"ShopActors.{layer}");
}
