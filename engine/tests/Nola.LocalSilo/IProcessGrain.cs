namespace Nola.LocalSilo;

/// <summary>A grain that says in which process it lives.</summary>
public interface IProcessGrain : IGrainWithIntegerKey
{
    Task<int> ProcessId();

    Task<int> ProcessIdOf(long other);

    /// <summary>Tells the observer some text, and returns when it has taken it.</summary>
    Task Tell(IProcessObserver observer, string text);
}
