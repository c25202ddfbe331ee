using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>A silo of a test cluster.</summary>
public abstract class SiloHandle : IDisposable, IAsyncDisposable
{
    /// <summary>The cluster's options.</summary>
    public TestClusterOptions? ClusterOptions { get; set; }

    /// <summary>The number of the silo in its cluster, from zero.</summary>
    public short InstanceNumber { get; set; }

    /// <summary>The silo's name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The silo's address.</summary>
    public SiloAddress SiloAddress { get; set; } = SiloAddress.Zero;

    /// <summary>The address that clients use.</summary>
    public SiloAddress GatewayAddress { get; set; } = SiloAddress.Zero;

    /// <summary>Whether the silo runs.</summary>
    public abstract bool IsActive { get; }

    /// <summary>Stops the silo, in order or as a crash would.</summary>
    public abstract Task StopSiloAsync(bool stopGracefully);

    /// <summary>Stops the silo in order until the token is cancelled.</summary>
    public abstract Task StopSiloAsync(CancellationToken ct);

    /// <summary>Stops the silo, in order or as a crash would.</summary>
    public virtual Task StopSiloAsync(bool stopGracefully, CancellationToken cancellationToken) =>
        stopGracefully ? StopSiloAsync(cancellationToken) : StopSiloAsync(false);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <inheritdoc/>
    public override string ToString() => SiloAddress.ToString();

    /// <summary>Releases what the handle holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
