namespace Nola.Runtime.Tests.Diagnostics;

public interface ITracedGrain : IGrainWithIntegerKey
{
    /// <summary>The id of the span that another grain runs in.</summary>
    Task<string?> Outer(long other);

    Task<string?> Inner();

    Task<string?> TraceParent();

    Task Fail();

    Task Store();
}
