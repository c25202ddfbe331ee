using Orleans.TestingHost;

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

    public static void Use(this TestClusterBuilder builder, GrainDirectory directory)
    {
        if (directory == GrainDirectory.Distributed) return;

        var removed = builder.Options.SiloBuilderConfiguratorTypes
            .RemoveAll(type => type?.Contains(Distributed, StringComparison.Ordinal) == true);

        // A test host that turned it on in another way would go unnoticed.
        Assert.Equal(1, removed);
    }
}
