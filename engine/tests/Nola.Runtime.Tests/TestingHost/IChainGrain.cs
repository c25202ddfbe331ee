using Orleans.Runtime;

namespace Nola.Runtime.Tests.TestingHost;

/// <summary>A grain that calls others in a chain; a grain that is on it twice waits for itself.</summary>
public interface IChainGrain : IGrainWithIntegerKey
{
    Task<SiloAddress> GetSilo();

    /// <summary>Calls the first of the path with the rest of it, and waits for that.</summary>
    Task<int> Through(long[] path);

    /// <summary>As above, but waits for the first of the call and the opening of the gate.</summary>
    Task<int> ThroughOrGate(long[] path);

    Task OpenGate();

    /// <summary>Waits for the opening of the gate.</summary>
    Task Hold();

    /// <summary>Completes when a call waits for the gate.</summary>
    Task WhenHeld();

    /// <summary>Calls the path without waiting for it.</summary>
    Task Begin(long[] path);

    /// <summary>What came of <see cref="Begin"/>.</summary>
    Task<int> End();

    Task<int> Reenter(long[] path);

    /// <summary>Calls the other twice; the second time it blocks its thread until the answer is there.</summary>
    Task<int> CallTwice(long other, bool mayBlock);
}
