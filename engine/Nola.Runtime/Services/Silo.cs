using Nola.Runtime.Activation;

namespace Orleans.Runtime;

/// <summary>The silo of this process, as grain services see it.</summary>
public sealed class Silo
{
    /// <summary>What test clusters call their first silo.</summary>
    public const string PrimarySiloName = "Primary";

    internal Silo(ActivationHost host) => Host = host;

    /// <summary>The silo's address.</summary>
    public SiloAddress SiloAddress => Host.SiloAddress;

    /// <summary>The silo's services.</summary>
    public IServiceProvider Services => Host.Services;

    internal ActivationHost Host { get; }

    /// <inheritdoc/>
    public override string ToString() => $"Silo: {SiloAddress}";
}
