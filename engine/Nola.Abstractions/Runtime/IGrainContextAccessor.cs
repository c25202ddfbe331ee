namespace Orleans.Runtime;

/// <summary>The activation whose turn is running.</summary>
public interface IGrainContextAccessor
{
    /// <summary>The activation.</summary>
    IGrainContext GrainContext { get; }
}
