using Orleans.Hosting;

namespace ShopActors.Grains.Tests.Security;

/// <summary>What a test cluster's own client needs of its silos.</summary>
internal static class TestHooks
{
    /// <summary>Lets the client of a test cluster ask which silos are alive.</summary>
    public static ISiloBuilder AllowTestHooks(this ISiloBuilder builder) => builder.Configure<GrainCallOptions>(
        static options => options.RuntimeInterfacesOpenToClients.Add("Orleans.Runtime.TestHooks.ITestHooks"));
}
