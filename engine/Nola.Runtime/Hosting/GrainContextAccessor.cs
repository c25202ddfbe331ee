namespace Nola.Runtime.Hosting;

/// <summary>The context of the grain whose turn the calling thread runs.</summary>
internal sealed class GrainContextAccessor : IGrainContextAccessor
{
    public IGrainContext GrainContext => RuntimeContext.Current!;
}
