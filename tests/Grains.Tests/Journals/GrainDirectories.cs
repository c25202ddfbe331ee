using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;
using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Journals;

/// <summary>Where the silos of a test cluster keep which silo has which grain.</summary>
public enum GrainDirectory
{
    /// <summary>What production uses; two activations of a grain can exist for a while after a failure.</summary>
    Default,

    /// <summary>The experimental one that a test cluster turns on unless told otherwise.</summary>
    Distributed,
}

internal static class GrainDirectories
{
    private const string Distributed = "ConfigureDistributedGrainDirectory";

    /// <summary>
    /// Sets the directory of a test cluster, in which a silo that learns of its death does not end the process of all
    /// tests.
    /// </summary>
    public static void Use(this TestClusterBuilder builder, GrainDirectory directory)
    {
        builder.AddSiloBuilderConfigurator<Silent>();
        if (directory == GrainDirectory.Distributed) return;

        var removed = builder.Options.SiloBuilderConfiguratorTypes
            .RemoveAll(type => type?.Contains(Distributed, StringComparison.Ordinal) == true);

        // A test host that turned it on in another way would go unnoticed.
        Assert.Equal(1, removed);
    }

    private sealed class Silent : ISiloConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder) =>
            siloBuilder.Services.AddSingleton<IFatalErrorHandler, SilentDeath>();
    }
}
