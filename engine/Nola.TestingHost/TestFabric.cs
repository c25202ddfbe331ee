using System.Collections.Concurrent;
using Nola.Runtime.Membership;
using Nola.Runtime.Networking;

namespace Orleans.TestingHost;

/// <summary>What the hosts of one test cluster share in this process: the network and the membership table.</summary>
internal sealed class TestFabric
{
    private static readonly ConcurrentDictionary<string, TestFabric> Fabrics = new();

    public InMemoryNetwork Network { get; } = new();

    public InMemoryMembershipTable Table { get; } = new();

    public static TestFabric Of(string clusterId) => Fabrics.GetOrAdd(clusterId, static _ => new TestFabric());

    public static void Remove(string clusterId) => Fabrics.TryRemove(clusterId, out _);
}
