using Orleans.Runtime;

namespace Nola.Runtime.Tests.TestingHost;

/// <summary>A grain that says where it is and how often it was asked.</summary>
public interface IPlaceGrain : IGrainWithIntegerKey
{
    Task<SiloAddress> GetSilo();

    Task<int> Count();

    Task<int> CountThrough(long other);

    Task<string> Fail(string message);
}
