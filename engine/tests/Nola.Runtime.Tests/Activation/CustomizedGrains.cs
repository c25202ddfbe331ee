using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Orleans.Metadata;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Nola.Runtime.Tests.Activation;

public interface ICustomizedGrain : IGrainWithIntegerKey
{
    Task<string> Describe();

    Task End();
}

/// <summary>A facet that tells its grain where it is used.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class LabelAttribute(string label) : Attribute, IFacetMetadata
{
    public string Label => label;
}

internal sealed record Label(string Text);

internal sealed class LabelMapper : IAttributeToFactoryMapper<LabelAttribute>
{
    public Factory<IGrainContext, object> GetFactory(ParameterInfo parameter, LabelAttribute metadata) =>
        context => new Label($"{metadata.Label} {parameter.Name} of {context.GrainId}");
}

[GrainType("faceted")]
internal sealed class FacetedGrain([Label("the")] Label label) : Grain, ICustomizedGrain
{
    public Task<string> Describe() => Task.FromResult(label.Text);

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

/// <summary>A grain that no service provider could make.</summary>
[GrainType("handmade")]
internal sealed class HandmadeGrain(string secret) : Grain, ICustomizedGrain
{
    public Task<string> Describe() => Task.FromResult($"{secret} {GrainContext.GetComponent(typeof(Label))}");

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

internal sealed class HandmadeActivator(GrainClassMap classes)
    : IGrainActivator, IConfigureGrainTypeComponents, IConfigureGrainContextProvider, IConfigureGrainContext
{
    public TaskCompletionSource<GrainId> Disposed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public GrainProperties? Properties { get; private set; }

    public object CreateInstance(IGrainContext context)
    {
        Assert.NotNull(context.GetComponent(typeof(Label)));
        return new HandmadeGrain("by hand");
    }

    public ValueTask DisposeInstance(IGrainContext context, object instance)
    {
        Disposed.TrySetResult(context.GrainId);
        return ValueTask.CompletedTask;
    }

    public void Configure(GrainType grainType, GrainProperties properties, GrainTypeSharedContext shared)
    {
        if (!IsHandmade(grainType)) return;

        Properties = properties;
        shared.SetComponent<IGrainActivator>(this);
    }

    public bool TryGetConfigurator(
        GrainType grainType, GrainProperties properties, [NotNullWhen(true)] out IConfigureGrainContext? configurator)
    {
        configurator = IsHandmade(grainType) ? this : null;
        return configurator is not null;
    }

    public void Configure(IGrainContext context) => context.SetComponent(new Label("configured"));

    private bool IsHandmade(GrainType grainType) =>
        classes.TryGetGrainClass(grainType, out var grainClass) && grainClass == typeof(HandmadeGrain);
}

/// <summary>A placement of the application's own.</summary>
[GenerateSerializer]
public sealed class CornerPlacement : PlacementStrategy
{
    [Id(0)]
    public string Corner { get; private set; } = "left";

    public override void Initialize(GrainProperties properties) => Corner = properties.Properties["corner"];

    public override void PopulateGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties)
    {
        base.PopulateGrainProperties(services, grainClass, grainType, properties);
        properties["corner"] = Corner;
    }
}

[AttributeUsage(AttributeTargets.Class)]
internal sealed class CornerPlacementAttribute() : PlacementAttribute(new CornerPlacement());

internal sealed class CornerDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context) =>
        Task.FromResult(context.LocalSilo);
}

[GrainType("cornered")]
[CornerPlacement]
internal sealed class CorneredGrain : Grain, ICustomizedGrain
{
    public Task<string> Describe() => Task.FromResult("cornered");

    public Task End() => Task.CompletedTask;
}
