namespace Nola.Runtime.Tests.TestingHost;

/// <summary>A generic grain that says how it is closed.</summary>
public interface IClosedGrain<T> : IGrainWithIntegerKey
{
    Task<string> Name();
}
