using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nola.Runtime.Placement;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>A silo of a test cluster in this process: a host of its own.</summary>
public class InProcessSiloHandle : SiloHandle
{
    private readonly KillSwitch _killSwitch = new();
    private bool _isActive = true;

    /// <summary>The silo's host.</summary>
    public IHost SiloHost { get; init; } = null!;

    /// <summary>The silo's services.</summary>
    public IServiceProvider ServiceProvider => SiloHost.Services;

    /// <inheritdoc/>
    public override bool IsActive => _isActive;

    /// <summary>Starts a silo of the cluster that the configuration describes.</summary>
    public static Task<InProcessSiloHandle> CreateAsync(
        string siloName, IConfiguration configuration, Action<IHostBuilder>? postConfigureHostBuilder = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return TestHosts.StartSiloAsync(siloName, configuration, postConfigureHostBuilder);
    }

    /// <inheritdoc/>
    public override Task StopSiloAsync(bool stopGracefully) =>
        stopGracefully ? StopSiloAsync(CancellationToken.None) : KillAsync();

    /// <inheritdoc/>
    public override async Task StopSiloAsync(CancellationToken ct)
    {
        if (!_isActive) return;

        _isActive = false;
        await SiloHost.StopAsync(ct).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        try
        {
            await StopSiloAsync(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            await TestHosts.DisposeAsync(SiloHost).ConfigureAwait(false);
            GC.SuppressFinalize(this);
        }
    }

    internal static InProcessSiloHandle Create(IHost host, KillSwitch killSwitch) => new(host, killSwitch);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) DisposeAsync().AsTask().GetAwaiter().GetResult();
        base.Dispose(disposing);
    }

    // No shutdown code runs: connections break, nothing is written, and turns stop where they are.
    private async Task KillAsync()
    {
        if (!_isActive) return;

        _isActive = false;
        _killSwitch.Kill();
        await ServiceProvider.GetRequiredService<SiloCluster>().KillAsync().ConfigureAwait(false);
    }

    private InProcessSiloHandle(IHost host, KillSwitch killSwitch)
    {
        SiloHost = host;
        _killSwitch = killSwitch;
        var silo = host.Services.GetRequiredService<ILocalSiloDetails>();
        Name = silo.Name;
        SiloAddress = silo.SiloAddress;
        GatewayAddress = silo.GatewayAddress;
    }

    /// <summary>A handle for a host that is set by initializer.</summary>
    public InProcessSiloHandle()
    {
    }
}
