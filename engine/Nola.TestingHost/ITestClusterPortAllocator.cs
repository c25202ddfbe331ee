namespace Orleans.TestingHost;

/// <summary>Finds ports for the silos of a test cluster.</summary>
public interface ITestClusterPortAllocator : IDisposable
{
    /// <summary>The first of a run of free silo ports, and of a run of free gateway ports.</summary>
    (int, int) AllocateConsecutivePortPairs(int numPorts);
}
