namespace Nola.LocalSilo;

/// <summary>A grain that says in which process it lives.</summary>
public interface IProcessGrain : IGrainWithIntegerKey
{
    Task<int> ProcessId();

    Task<int> ProcessIdOf(long other);
}
